package dev.tankfleet.agones.emulator.grpc;

import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.emulator.sidecar.Answer;
import dev.tankfleet.agones.emulator.sidecar.Answer.Done;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.sdk.proto.Duration;
import dev.tankfleet.agones.sdk.proto.Empty;
import dev.tankfleet.agones.sdk.proto.GameServer;
import dev.tankfleet.agones.sdk.proto.KeyValue;
import dev.tankfleet.agones.sdk.proto.SDKGrpc;

import io.grpc.stub.StreamObserver;

import java.util.function.Supplier;

/**
 * The sidecar's stable service for one game server. Called on the sockets' thread; it has no state.
 */
final class SidecarEndpoint extends SDKGrpc.SDKImplBase {
    private final Loop loop;
    private final Cluster cluster;
    private final Sidecar sidecar;

    SidecarEndpoint(Loop loop, Cluster cluster, Sidecar sidecar) {
        this.loop = loop;
        this.cluster = cluster;
        this.sidecar = sidecar;
    }

    @Override
    public void ready(Empty request, StreamObserver<Empty> out) {
        queue(out, sidecar::ready);
    }

    @Override
    public void allocate(Empty request, StreamObserver<Empty> out) {
        queue(out, sidecar::allocate);
    }

    @Override
    public void shutdown(Empty request, StreamObserver<Empty> out) {
        queue(out, sidecar::shutdown);
    }

    @Override
    public void reserve(Duration request, StreamObserver<Empty> out) {
        queue(out, () -> sidecar.reserve(java.time.Duration.ofSeconds(request.getSeconds())));
    }

    @Override
    public void setLabel(KeyValue request, StreamObserver<Empty> out) {
        queue(out, () -> sidecar.setLabel(request.getKey(), request.getValue()));
    }

    @Override
    public void setAnnotation(KeyValue request, StreamObserver<Empty> out) {
        queue(out, () -> sidecar.setAnnotation(request.getKey(), request.getValue()));
    }

    @Override
    public void getGameServer(Empty request, StreamObserver<GameServer> out) {
        Caller.ask(loop, out, sidecar::gameServer, Messages::gameServer);
    }

    @Override
    public void watchGameServer(Empty request, StreamObserver<GameServer> out) {
        WatchStream stream = new WatchStream(loop, cluster, sidecar, Caller.tolerant(out));
        stream.open();
    }

    @Override
    public StreamObserver<Empty> health(StreamObserver<Empty> out) {
        Caller.tolerant(out);
        return new StreamObserver<>() {
            @Override
            public void onNext(Empty sign) {
                Caller.offer(loop, out, sidecar::onSignOfLife);
            }

            @Override
            public void onError(Throwable failure) {
                // The game server is gone; missing signs will tell.
            }

            @Override
            public void onCompleted() {
                out.onNext(Empty.getDefaultInstance());
                out.onCompleted();
            }
        };
    }

    private void queue(StreamObserver<Empty> out, Supplier<Answer<Done>> call) {
        Caller.ask(loop, out, call, done -> Empty.getDefaultInstance());
    }
}
