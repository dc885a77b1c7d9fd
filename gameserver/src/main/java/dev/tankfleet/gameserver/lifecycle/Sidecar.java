package dev.tankfleet.gameserver.lifecycle;

import java.util.function.Consumer;

/**
 * The line to the Agones sidecar. Calls block for at most the adapter's own deadline and come from
 * one thread; what they answer means heard, not done: the sidecar writes half a second later and
 * forgets what it has not written when it dies.
 */
public interface Sidecar extends AutoCloseable {
    /**
     * Follows our GameServer and gives signs of life until {@link #close}. The listener may be
     * called by any thread.
     */
    void open(Consumer<Sighting> listener);

    /** Asks for Ready. */
    Heard ready();

    /** Allocates this server from inside. */
    Heard allocate();

    /** Asks for the end of this server. */
    Heard shutdown();

    /** Writes the counters that autoscalers read, as absolute values. */
    Heard count(int matches, int players);

    /** Asks how our GameServer stands in the cluster. */
    Sighting look();

    /** Ends watch and signs of life. Nothing is said to Agones. */
    @Override
    void close();

    /** Outcome of a call. */
    enum Heard {
        YES,
        /** Not heard, or not known. */
        NO
    }

    /** What was seen of our GameServer. */
    sealed interface Sighting {
        /**
         * It stands like this.
         *
         * @param isNewStream whether the sidecar may have died before this, with all that it had
         *     not written
         */
        record Seen(GameServerView view, boolean isNewStream) implements Sighting {}

        /** It is deleted. */
        record Gone() implements Sighting {}

        /** The sidecar does not answer. */
        record Unreachable() implements Sighting {}
    }
}
