package dev.tankfleet.matchmaker.command;

import dev.tankfleet.proto.command.CommandReply.RefusalCode;

import org.jspecify.annotations.Nullable;

/** What became of a command. */
public sealed interface CommandOutcome {
    /**
     * The server did it.
     *
     * @param statusSeq its status counts what it did from this number on; null if it does not count
     */
    record Done(@Nullable Long statusSeq) implements CommandOutcome {}

    /** The server did not do it, and nothing has changed. */
    record Refused(RefusalCode code) implements CommandOutcome {}

    /** No answer in time, or none that can be read: the server may have done it. */
    record NoAnswer() implements CommandOutcome {}

    /** Nobody listens under that name: the server has not done it. */
    record NobodyThere() implements CommandOutcome {}

    /**
     * Too many commands are under way already: nobody was asked, and the server is not to blame.
     */
    record NotSent() implements CommandOutcome {}
}
