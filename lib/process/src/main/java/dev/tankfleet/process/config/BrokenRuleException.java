package dev.tankfleet.process.config;

/** A rule that {@link Check} found broken, in parts, so that {@link Settings} can name the key. */
final class BrokenRuleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String value;
    private final String rule;

    BrokenRuleException(String name, String value, String rule) {
        super("%s: %s (expected: %s)".formatted(name, value, rule));
        this.name = name;
        this.value = value;
        this.rule = rule;
    }

    String name() {
        return name;
    }

    String value() {
        return value;
    }

    String rule() {
        return rule;
    }
}
