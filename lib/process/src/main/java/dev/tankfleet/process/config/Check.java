package dev.tankfleet.process.config;

/** States the rules of a record in its compact constructor. Stateless, any thread. */
public final class Check {
    private Check() {}

    /**
     * Refuses a value that breaks its rule.
     *
     * @param isKept whether the rule holds
     * @param name name of the component, as the record declares it
     * @param value what was given
     * @param rule what is expected, such as {@code >= 1}
     * @throws IllegalArgumentException {@code attempts: 0 (expected: >= 1)} when the rule is broken
     */
    public static void that(boolean isKept, String name, Object value, String rule) {
        if (!isKept) {
            throw new BrokenRuleException(name, String.valueOf(value), rule);
        }
    }
}
