package dev.tankfleet.proto.session;

/**
 * Why a client's WebSocket is closed: standard codes below 4000, ours from 4400 on (read: HTTP
 * status + 4000).
 */
public enum CloseCode {
    MATCH_ENDED(1000),
    TOO_BIG(1009),
    OWNER_UNREACHABLE(1011),
    DRAINING(1012),
    TOO_SLOW(1013),
    MALFORMED(4400),
    BAD_TOKEN(4401),
    WRONG_MATCH(4403),
    NO_SUCH_MATCH(4404),
    AUTH_TIMEOUT(4408),
    REPLACED(4409),
    OTHER_RULES(4426),
    TOO_MANY_MESSAGES(4429);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    /** The code on the wire. */
    public int number() {
        return number;
    }

    /**
     * The code with a number.
     *
     * @throws IllegalArgumentException if it is none of ours
     */
    public static CloseCode of(int number) {
        for (var code : values()) {
            if (code.number == number) {
                return code;
            }
        }
        throw new IllegalArgumentException(
                "close code: " + number + " (expected: one of the contract)");
    }
}
