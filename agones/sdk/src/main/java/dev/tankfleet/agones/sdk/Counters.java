package dev.tankfleet.agones.sdk;

import com.google.protobuf.Int64Value;

import dev.tankfleet.agones.sdk.proto.beta.Counter;
import dev.tankfleet.agones.sdk.proto.beta.CounterUpdateRequest;
import dev.tankfleet.agones.sdk.proto.beta.GetCounterRequest;
import dev.tankfleet.agones.sdk.proto.beta.SDKGrpc;
import dev.tankfleet.agones.sdk.proto.beta.UpdateCounterRequest;

import java.util.concurrent.TimeUnit;

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
        var request = GetCounterRequest.newBuilder().setName(name).build();
        return counter(channel.call("GetCounter", () -> stub().getCounter(request)));
    }

    /**
     * Sets the count.
     *
     * @param count 0 to the counter's capacity
     * @throws SdkException with {@link SdkError.OutOfRange} or {@link SdkError.NotFound}
     */
    public GameServer.Counter set(String name, long count) {
        return update(
                CounterUpdateRequest.newBuilder().setName(name).setCount(Int64Value.of(count)));
    }

    /**
     * Adds to the count.
     *
     * @param difference any but 0; the sum must be within 0 and the counter's capacity
     * @throws SdkException with {@link SdkError.OutOfRange} or {@link SdkError.NotFound}
     */
    public GameServer.Counter add(String name, long difference) {
        return update(CounterUpdateRequest.newBuilder().setName(name).setCountDiff(difference));
    }

    /**
     * Sets the capacity; a count above it is cut.
     *
     * @param capacity at least 0
     * @throws SdkException with {@link SdkError.OutOfRange} or {@link SdkError.NotFound}
     */
    public GameServer.Counter setCapacity(String name, long capacity) {
        return update(
                CounterUpdateRequest.newBuilder()
                        .setName(name)
                        .setCapacity(Int64Value.of(capacity)));
    }

    private GameServer.Counter update(CounterUpdateRequest.Builder update) {
        var request = UpdateCounterRequest.newBuilder().setCounterUpdateRequest(update).build();
        return counter(channel.call("UpdateCounter", () -> stub().updateCounter(request)));
    }

    private SDKGrpc.SDKBlockingStub stub() {
        return SDKGrpc.newBlockingStub(channel.channel())
                .withDeadlineAfter(channel.callDeadlineMs(), TimeUnit.MILLISECONDS);
    }

    private static GameServer.Counter counter(Counter counter) {
        return new GameServer.Counter(counter.getCount(), counter.getCapacity());
    }
}
