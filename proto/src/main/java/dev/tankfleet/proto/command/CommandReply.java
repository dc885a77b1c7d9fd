package dev.tankfleet.proto.command;

import dev.tankfleet.proto.json.MalformedBody;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** What a game server answers to a {@link ServerCommand}. */
public sealed interface CommandReply {

    /**
     * Reads a reply.
     *
     * @throws MalformedBody if it is no reply, or a field is missing or out of range
     */
    static CommandReply read(byte[] body) throws MalformedBody {
        return CommandJson.readReply(body);
    }

    /** The body for the bus. */
    default byte[] write() {
        return CommandJson.write(this);
    }

    /**
     * Done.
     *
     * @param matchId the match; null for commands that name none
     * @param epoch epoch under which the server owns the match; null for commands that name none
     * @param statusSeq the server's next status with at least this number already counts what was
     *     accepted; null if the server does not count
     */
    record Accepted(@Nullable String matchId, @Nullable Integer epoch, @Nullable Long statusSeq)
            implements CommandReply {}

    /**
     * Not done, and nothing has changed.
     *
     * @param code why
     */
    record Refused(RefusalCode code) implements CommandReply {}

    /** Why a game server refuses a command. */
    enum RefusalCode {
        FULL,
        DRAINING,
        RETURNING,
        UNKNOWN_MODE,
        NOT_ALLOCATED,
        STALE_ATTEMPT,
        UNKNOWN_MATCH,
        MATCH_ENDED,
        SEAT_GONE,
        /** {@code hold} or {@code release} with an intent that is not the server's. */
        UNKNOWN_INTENT,
        /** The command itself could not be read. */
        MALFORMED;

        /** The word in the body. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
