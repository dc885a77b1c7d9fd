package dev.tankfleet.process.config;

/**
 * One key that cannot be used.
 *
 * @param key environment variable
 * @param value what it holds, hidden for secrets, {@code not set} when it is missing
 * @param rule what is expected
 */
public record WrongSetting(String key, String value, String rule) {
    @Override
    public String toString() {
        return "%s: %s (expected: %s)".formatted(key, value, rule);
    }
}
