package dev.tankfleet.link;

import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.Leave;

import java.time.Duration;

/** The gateway's end: one per gateway process. Every thread may call it. */
public interface GatewayLink extends AutoCloseable {
    /**
     * Asks the owner of a match for a seat; blocks the calling (virtual) thread.
     *
     * @param deadline longest wait, more than zero
     */
    Outcome join(Join join, Duration deadline);

    /** Says that a connection is gone; not answered. */
    void leave(Leave leave);

    /**
     * Sends a batch of inputs. One without inputs is a sign of life: the owner takes a gateway that
     * sent nothing for ten seconds for dead, and holds the seats that it drove.
     *
     * @param buffer bytes {@code 0 … length − 1} are the batch; copied when this returns
     */
    void sendInputs(String matchId, byte[] buffer, int length);

    /** Bodies that were dropped, because they were no answer to a join. */
    long malformedBodies();

    /** Ends the link and hears nothing more; what it runs over stays open. */
    @Override
    void close();

    /**
     * Hears frames of all matches for this gateway. Runs on the delivery thread and must not block.
     */
    @FunctionalInterface
    interface StateHandler {
        /**
         * A body of frames has come.
         *
         * @param body in the layout of {@code StateWriter}; the handler may keep it
         */
        void onStates(String matchId, byte[] body);
    }

    /** Outcome of a join. */
    sealed interface Outcome {
        /** The owner answered. */
        record Answered(JoinReply reply) implements Outcome {}

        /** Nobody listens there or answered within the deadline, or what came was no answer. */
        record Unreachable() implements Outcome {}
    }
}
