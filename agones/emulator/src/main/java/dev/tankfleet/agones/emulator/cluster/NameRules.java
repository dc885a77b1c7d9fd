package dev.tankfleet.agones.emulator.cluster;

import java.util.Map;
import java.util.regex.Pattern;

/** What Kubernetes allows as keys and values of labels and annotations; pure. */
public final class NameRules {
    private static final int NAME_MAX = 63;
    private static final int PREFIX_MAX = 253;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern PREFIX =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private NameRules() {}

    /** Whether it is a name, or a DNS name, a slash and a name. */
    public static boolean isQualifiedName(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            return isName(key);
        }
        String prefix = key.substring(0, slash);
        return prefix.length() <= PREFIX_MAX
                && PREFIX.matcher(prefix).matches()
                && isName(key.substring(slash + 1));
    }

    /** Whether an object may have this name: a DNS label. */
    public static boolean isObjectName(String name) {
        return name.length() <= NAME_MAX && LABEL.matcher(name).matches();
    }

    /**
     * Checks what somebody wants to put on an object.
     *
     * @throws IllegalArgumentException if Kubernetes would not take it; the message names it
     */
    public static void check(Map<String, String> labels, Map<String, String> annotations) {
        labels.forEach(
                (key, value) -> {
                    require(isQualifiedName(key), "labels", key, "a qualified name");
                    require(isLabelValue(value), "labels." + key, value, "a label value");
                });
        annotations
                .keySet()
                .forEach(
                        key ->
                                require(
                                        isQualifiedName(key),
                                        "annotations",
                                        key,
                                        "a qualified name"));
    }

    private static void require(boolean isMet, String name, String value, String rule) {
        if (!isMet) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + rule + ")");
        }
    }

    /** Whether it may be the value of a label. */
    public static boolean isLabelValue(String value) {
        return value.isEmpty() || isName(value);
    }

    private static boolean isName(String name) {
        return name.length() <= NAME_MAX && NAME.matcher(name).matches();
    }
}
