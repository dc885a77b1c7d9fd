package dev.tankfleet.agones.emulator.cluster;

import java.util.regex.Pattern;

/** What Kubernetes allows as keys and values of labels and annotations; pure. */
public final class NameRules {
    private static final int NAME_MAX = 63;
    private static final int PREFIX_MAX = 253;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
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

    /** Whether it may be the value of a label. */
    public static boolean isLabelValue(String value) {
        return value.isEmpty() || isName(value);
    }

    private static boolean isName(String name) {
        return name.length() <= NAME_MAX && NAME.matcher(name).matches();
    }
}
