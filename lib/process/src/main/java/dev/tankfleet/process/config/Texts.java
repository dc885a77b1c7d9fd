package dev.tankfleet.process.config;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one value from its text. Stateless. A text that does not fit breaks a rule by name. */
final class Texts {
    private static final String DURATION_RULE = "a duration such as 500ms, 5s, 2m, 1h or PT5S";
    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

    private Texts() {}

    /**
     * Reads a scalar.
     *
     * @param key named when the text is wrong
     * @throws BrokenRuleException when the text is no such value
     * @throws IllegalStateException when no such type can be bound, a mistake in the record
     */
    static Object read(Class<?> type, String key, String text) {
        if (type == String.class) {
            return text;
        }
        if (type == int.class || type == Integer.class) {
            return integer(key, text);
        }
        if (type == long.class || type == Long.class) {
            return longInteger(key, text);
        }
        if (type == double.class || type == Double.class) {
            return decimal(key, text);
        }
        if (type == boolean.class || type == Boolean.class) {
            return truth(key, text);
        }
        if (type == Duration.class) {
            return duration(key, text);
        }
        if (type == Path.class) {
            return path(key, text);
        }
        if (type == URI.class) {
            return uri(key, text);
        }
        if (type == Secret.class) {
            return Secret.of(text);
        }
        if (type.isEnum()) {
            return constant(type, key, text);
        }
        throw new IllegalStateException(key + ": cannot bind a " + type.getName());
    }

    private static Integer integer(String key, String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw broken(key, text, "an integer, -2147483648 to 2147483647", e);
        }
    }

    private static Long longInteger(String key, String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw broken(key, text, "an integer of 64 bits", e);
        }
    }

    private static Double decimal(String key, String text) {
        try {
            var value = Double.valueOf(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw broken(key, text, "a finite number", e);
        }
        throw broken(key, text, "a finite number", null);
    }

    private static Boolean truth(String key, String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw broken(key, text, "true or false", null);
        };
    }

    private static Duration duration(String key, String text) {
        var matcher = SHORT_DURATION.matcher(text);
        try {
            if (!matcher.matches()) {
                return Duration.parse(text);
            }
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        } catch (DateTimeParseException e) {
            throw broken(key, text, DURATION_RULE, e);
        }
    }

    private static Path path(String key, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw broken(key, text, "a path", e);
        }
    }

    private static URI uri(String key, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw broken(key, text, "a URI", e);
        }
    }

    private static Object constant(Class<?> type, String key, String text) {
        var wanted = text.replace('-', '_');
        var constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> broken(key, text, "one of " + names(constants), null));
    }

    private static String names(Object[] constants) {
        return Arrays.stream(constants)
                .map(constant -> ((Enum<?>) constant).name())
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }

    private static BrokenRuleException broken(
            String key, String text, String rule, @Nullable Throwable cause) {
        var broken = new BrokenRuleException(key, text, rule);
        if (cause != null) {
            broken.initCause(cause);
        }
        return broken;
    }
}
