package dev.tankfleet.agones.sdk;

/**
 * The counters of this GameServer. Any thread may call it; it has no state.
 *
 * <p>Answers contain what is still queued, the GameServer does not. An absolute value that is
 * queued overwrites an increment by an allocation, so a counter should have one writer. Write only
 * when the value changes.
 */
public final class Counters {
    private final SidecarChannel channel;

    Counters(SidecarChannel channel) {
        this.channel = channel;
    }

    /**
     * The counter, with what is still queued.
     *
     * @throws SdkException with {@link SdkError.NotFound} if the GameServer has no such counter
     */
    public GameServer.Counter get(String name) {
        return channel.call(SdkCall.getCounter(name));
    }

    /**
     * Sets the count.
     *
     * @param count 0 to the counter's capacity
     * @throws SdkException with {@link SdkError.OutOfRange} or {@link SdkError.NotFound}
     */
    public GameServer.Counter set(String name, long count) {
        return channel.call(SdkCall.setCount(name, count));
    }

    /**
     * Adds to the count.
     *
     * @param difference any but 0; the sum must be within 0 and the counter's capacity
     * @throws SdkException with {@link SdkError.OutOfRange} or {@link SdkError.NotFound}
     */
    public GameServer.Counter add(String name, long difference) {
        return channel.call(SdkCall.addToCount(name, difference));
    }

    /**
     * Sets the capacity; a count above it is cut.
     *
     * @param capacity at least 0
     * @throws SdkException with {@link SdkError.OutOfRange} or {@link SdkError.NotFound}
     */
    public GameServer.Counter setCapacity(String name, long capacity) {
        return channel.call(SdkCall.setCounterCapacity(name, capacity));
    }
}
