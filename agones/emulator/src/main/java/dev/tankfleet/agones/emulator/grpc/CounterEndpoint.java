package dev.tankfleet.agones.emulator.grpc;

import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.sdk.proto.beta.Counter;
import dev.tankfleet.agones.sdk.proto.beta.GetCounterRequest;
import dev.tankfleet.agones.sdk.proto.beta.SDKGrpc;
import dev.tankfleet.agones.sdk.proto.beta.UpdateCounterRequest;

import io.grpc.stub.StreamObserver;

/**
 * The sidecar's beta service for one game server, its counters. Called on the sockets' thread; it
 * has no state. Lists are answered with UNIMPLEMENTED.
 */
final class CounterEndpoint extends SDKGrpc.SDKImplBase {
    private final Loop loop;
    private final Sidecar sidecar;

    CounterEndpoint(Loop loop, Sidecar sidecar) {
        this.loop = loop;
        this.sidecar = sidecar;
    }

    @Override
    public void getCounter(GetCounterRequest request, StreamObserver<Counter> out) {
        String name = request.getName();
        Caller.ask(
                loop, out, () -> sidecar.counter(name), counter -> Messages.counter(name, counter));
    }

    @Override
    public void updateCounter(UpdateCounterRequest request, StreamObserver<Counter> out) {
        var update = request.getCounterUpdateRequest();
        Long count = update.hasCount() ? (Long) update.getCount().getValue() : null;
        Long capacity = update.hasCapacity() ? (Long) update.getCapacity().getValue() : null;
        Caller.ask(
                loop,
                out,
                () ->
                        sidecar.updateCounter(
                                update.getName(), count, capacity, update.getCountDiff()),
                counter -> Messages.counter(update.getName(), counter));
    }
}
