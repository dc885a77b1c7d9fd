package dev.tankfleet.agones.emulator.grpc;

import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.emulator.sidecar.Answer;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.proto.beta.AddListValueRequest;
import dev.tankfleet.agones.sdk.proto.beta.Counter;
import dev.tankfleet.agones.sdk.proto.beta.GetCounterRequest;
import dev.tankfleet.agones.sdk.proto.beta.GetListRequest;
import dev.tankfleet.agones.sdk.proto.beta.List;
import dev.tankfleet.agones.sdk.proto.beta.RemoveListValueRequest;
import dev.tankfleet.agones.sdk.proto.beta.SDKGrpc;
import dev.tankfleet.agones.sdk.proto.beta.UpdateCounterRequest;
import dev.tankfleet.agones.sdk.proto.beta.UpdateListRequest;

import io.grpc.stub.StreamObserver;

import java.util.function.Supplier;

/**
 * The sidecar's beta service for one game server: its counters and lists. Called on the sockets'
 * thread; it has no state.
 */
final class BetaEndpoint extends SDKGrpc.SDKImplBase {
    private final Loop loop;
    private final Sidecar sidecar;

    BetaEndpoint(Loop loop, Sidecar sidecar) {
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

    @Override
    public void getList(GetListRequest request, StreamObserver<List> out) {
        answer(out, request.getName(), () -> sidecar.list(request.getName()));
    }

    @Override
    public void addListValue(AddListValueRequest request, StreamObserver<List> out) {
        String name = request.getName();
        answer(out, name, () -> sidecar.addToList(name, request.getValue()));
    }

    @Override
    public void removeListValue(RemoveListValueRequest request, StreamObserver<List> out) {
        String name = request.getName();
        answer(out, name, () -> sidecar.removeFromList(name, request.getValue()));
    }

    @Override
    public void updateList(UpdateListRequest request, StreamObserver<List> out) {
        var paths = request.getUpdateMask().getPathsList();
        answer(out, request.getList().getName(), () -> sidecar.updateList(paths));
    }

    private void answer(
            StreamObserver<List> out,
            String name,
            Supplier<Answer<GameServer.ValueList>> question) {
        Caller.ask(loop, out, question, list -> Messages.list(name, list));
    }
}
