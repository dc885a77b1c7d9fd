package dev.tankfleet.bus;

import java.time.Duration;

/**
 * One connection to the bus, made by an adapter for one {@link Role}. Every thread may call it.
 *
 * <p>At most once and in order per publisher and subject, except for the durable calls, which
 * deliver at least once. A subject or pattern that the role's law does not name throws {@link
 * UnlawfulSubject}: that is our own mistake. A pattern may have {@code *} for one token and {@code
 * >} for the rest ({@link Subject}).
 *
 * <p>A malformed subject, a body above {@link #BODY_MAX_BYTES} or a deadline of nothing throws
 * {@link IllegalArgumentException}; every call but {@link #close}, {@link #isConnected} and the
 * counters throws {@link IllegalStateException} once the connection is closed. A thread that is
 * interrupted while it waits gets the answer of a deadline that passed, and keeps its interrupt
 * flag.
 */
public interface Bus extends AutoCloseable {
    /** Largest body. */
    int BODY_MAX_BYTES = 1024 * 1024;

    /** Longest id of a durable message. */
    int MESSAGE_ID_LENGTH_MAX = 128;

    /**
     * Sends a body to all who listen now; nobody listening is no error.
     *
     * @param buffer bytes {@code 0 … length − 1} are the body; the bus has copied them when this
     *     returns
     */
    void publish(String subject, byte[] buffer, int length);

    /** Sends a whole array. */
    default void publish(String subject, byte[] body) {
        publish(subject, body, body.length);
    }

    /** Hears every message on a subject or pattern until the subscription is closed. */
    Subscription subscribe(String pattern, MessageHandler handler);

    /** Hears the messages on a subject or pattern that no other member of the queue has heard. */
    Subscription queueSubscribe(String pattern, String queue, MessageHandler handler);

    /**
     * Sends a body and waits for the first answer; blocks the calling (virtual) thread, which must
     * not be a delivery thread of this connection: it would wait for itself.
     *
     * @param deadline longest wait, more than zero
     */
    Reply request(String subject, byte[] body, Duration deadline);

    /**
     * Sends a body that must not be lost, and waits until the bus has it on disk (or in the twin's
     * memory). The stream keeps it until somebody has acknowledged it.
     *
     * @param messageId a second message with the same id is not stored again while the bus
     *     remembers the first, which is a bounded time or number; 1 … {@link
     *     #MESSAGE_ID_LENGTH_MAX} characters of visible ASCII
     * @param deadline longest wait, more than zero
     */
    Stored publishDurable(String subject, String messageId, byte[] body, Duration deadline);

    /**
     * Takes durable messages, oldest first, one at a time; one that is not acknowledged within
     * {@code retryAfter} comes again. Who consumes under a name that is in use shares its messages;
     * who comes back under one goes on where it was left.
     *
     * @param pattern subject or pattern of the messages, always the same one for a name
     * @param consumer name under which the place in the stream is kept, by the rule of {@code Id}
     * @param retryAfter time until a message that was not acknowledged is delivered again, more
     *     than zero
     */
    Subscription consumeDurable(
            String pattern, String consumer, Duration retryAfter, DurableHandler handler);

    /**
     * Waits until everything sent and every subscription made before is known in the connection's
     * own tier; false if the deadline passed. It crosses the border in the same order, so that
     * whoever hears there what was said afterwards finds the subscriptions known.
     */
    boolean flush(Duration deadline);

    /** Messages that were meant for this connection and dropped, because its queue was full. */
    long droppedMessages();

    /** Messages that this connection lost, because the bus was away or too slow to take them. */
    long unsentMessages();

    /** Whether the bus can be reached now. */
    boolean isConnected();

    /**
     * Calls of this connection's handlers that ended with an exception; each is logged and the next
     * message is delivered.
     */
    long handlerFailures();

    /** Ends all subscriptions and the connection. */
    @Override
    void close();

    /** Hears messages. Runs on the connection's delivery thread and must not block. */
    @FunctionalInterface
    interface MessageHandler {
        void onMessage(Message message);
    }

    /** Hears durable messages. Runs on a thread of the consumer's own and may block. */
    @FunctionalInterface
    interface DurableHandler {
        void onMessage(DurableMessage message);
    }

    /** What was heard. The body belongs to the handler. */
    interface Message {
        String subject();

        byte[] body();

        /**
         * Answers a request; on a message that asks for no answer it does nothing. Every thread may
         * call it, once.
         */
        void reply(byte[] body);
    }

    /** What was kept until now. */
    interface DurableMessage {
        String subject();

        byte[] body();

        /** The id that it was published under. */
        String messageId();

        /** 1 for the first delivery. */
        int delivery();

        /** It is done with and never comes again. Every thread may call it, and repeat it. */
        void acknowledge();
    }

    /**
     * Ends with {@link #close}; after that the handler is not called any more, but for a call that
     * is under way.
     */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Outcome of a request. */
    sealed interface Reply {
        /** Somebody answered. */
        @SuppressWarnings("ArrayRecordComponent") // the body is handed over, never compared
        record Answered(byte[] body) implements Reply {}

        /** Nobody listens on the subject. */
        record NobodyThere() implements Reply {}

        /** No answer within the deadline: it may still have been heard. */
        record TimedOut() implements Reply {}
    }

    /** Outcome of a durable send. */
    sealed interface Stored {
        /** The bus has it. */
        record Kept(boolean duplicate) implements Stored {}

        /**
         * No word within the deadline, the bus is away or its stream is full: send it again under
         * the same id.
         */
        record Unknown() implements Stored {}
    }
}
