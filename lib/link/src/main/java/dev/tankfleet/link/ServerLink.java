package dev.tankfleet.link;

import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.Leave;

import java.time.Duration;

/** The game server's end: one per game server process. Every thread may call it. */
public interface ServerLink extends AutoCloseable {
    /**
     * Listens for one match: when this returns, whatever is sent to the match arrives.
     *
     * @param deadline longest wait for the bus to know of it, more than zero
     * @return the open ear; close it when the match is over
     * @throws LinkUnavailable if the deadline passed; nothing is open then
     */
    Ear listen(String matchId, MatchHandler handler, Duration deadline);

    /**
     * Sends frames of one match to one gateway.
     *
     * @param buffer bytes {@code 0 … length − 1} are the body in the layout of {@code StateWriter};
     *     copied when this returns
     */
    void sendStates(String matchId, String gatewayId, byte[] buffer, int length);

    /**
     * Bodies that were dropped, because they were no join or leave for the match that they were
     * sent to.
     */
    long malformedBodies();

    /** Ends the link and every ear; what it runs over stays open. */
    @Override
    void close();

    /** Listening for one match; ends with {@link #close}. */
    interface Ear extends AutoCloseable {
        @Override
        void close();
    }

    /** Hears what gateways say to one match. Runs on the delivery thread and must not block. */
    interface MatchHandler {
        /**
         * A gateway asks for a seat. A join that names another owner is not for us: do not answer.
         */
        void onJoin(Join join, Answer answer);

        /** A connection is gone. */
        void onLeave(Leave leave);

        /**
         * A batch of inputs has come.
         *
         * @param body in the layout of {@code InputWriter}; the handler may keep it
         */
        void onInputs(byte[] body);
    }

    /** Answers one join, once. Every thread may call it. */
    @FunctionalInterface
    interface Answer {
        void reply(JoinReply reply);
    }

    /** The bus did not confirm in time: not our fault, not now. */
    final class LinkUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public LinkUnavailable(String message) {
            super(message);
        }
    }
}
