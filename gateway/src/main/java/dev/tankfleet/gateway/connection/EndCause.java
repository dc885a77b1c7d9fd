package dev.tankfleet.gateway.connection;

import dev.tankfleet.proto.session.CloseCode;

import java.util.Locale;

/** Why a connection ended, for meters and logs. */
enum EndCause {
    MATCH_ENDED,
    TOO_BIG,
    OWNER_UNREACHABLE,
    DRAINING,
    TOO_SLOW,
    MALFORMED,
    BAD_TOKEN,
    WRONG_MATCH,
    NO_SUCH_MATCH,
    AUTH_TIMEOUT,
    REPLACED,
    OTHER_RULES,
    TOO_MANY_MESSAGES,
    /** The client said goodbye. */
    CLIENT_CLOSED,
    /** The socket broke without a word. */
    SOCKET_LOST,
    /** A game server closed it with a code that we do not know. */
    OTHER_KICK;

    /** The word in meters, logs and errors. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EndCause of(CloseCode code) {
        return switch (code) {
            case MATCH_ENDED -> MATCH_ENDED;
            case TOO_BIG -> TOO_BIG;
            case OWNER_UNREACHABLE -> OWNER_UNREACHABLE;
            case DRAINING -> DRAINING;
            case TOO_SLOW -> TOO_SLOW;
            case MALFORMED -> MALFORMED;
            case BAD_TOKEN -> BAD_TOKEN;
            case WRONG_MATCH -> WRONG_MATCH;
            case NO_SUCH_MATCH -> NO_SUCH_MATCH;
            case AUTH_TIMEOUT -> AUTH_TIMEOUT;
            case REPLACED -> REPLACED;
            case OTHER_RULES -> OTHER_RULES;
            case TOO_MANY_MESSAGES -> TOO_MANY_MESSAGES;
        };
    }

    static EndCause ofNumber(int number) {
        for (var code : CloseCode.values()) {
            if (code.number() == number) {
                return of(code);
            }
        }
        return OTHER_KICK;
    }
}
