package dev.tankfleet.agones.emulator.grpc;

import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.emulator.sidecar.Answer;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.sdk.proto.GameServer;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One WatchGameServer call: the GameServer at once, then again at each change. Owned by the loop.
 *
 * <p>The removal of the GameServer is no message and does not end the stream. A caller that takes
 * nothing for {@value #WAITING_MAX} changes loses the stream.
 */
final class WatchStream implements Cluster.Listener {
    private static final int WAITING_MAX = 1_024;

    private final Loop loop;
    private final Cluster cluster;
    private final Sidecar sidecar;
    private final ServerCallStreamObserver<GameServer> out;

    // Owned by the loop.
    private final Queue<GameServer> waiting = new ArrayDeque<>();

    WatchStream(
            Loop loop, Cluster cluster, Sidecar sidecar, ServerCallStreamObserver<GameServer> out) {
        this.loop = loop;
        this.cluster = cluster;
        this.sidecar = sidecar;
        this.out = out;
    }

    /** Called on the sockets' thread, before the call's method returns. */
    void open() {
        out.setOnCancelHandler(() -> loop.offer(() -> cluster.unlisten(this)));
        out.setOnReadyHandler(() -> loop.offer(this::drain));
        Caller.offer(loop, out, this::start);
    }

    @Override
    public void onChange(@Nullable StoredServer before, @Nullable StoredServer after) {
        if (after != null && after.name().equals(sidecar.name())) {
            send(after);
        }
    }

    private void start() {
        switch (sidecar.gameServer()) {
            case Answer.Ok<StoredServer>(StoredServer server) -> {
                cluster.listen(this);
                send(server);
            }
            case Answer.Refused<StoredServer> refused ->
                    out.onError(Caller.status(refused).asRuntimeException());
        }
    }

    private void send(StoredServer server) {
        if (waiting.size() == WAITING_MAX) {
            cluster.unlisten(this);
            waiting.clear();
            out.onError(
                    Status.RESOURCE_EXHAUSTED
                            .withDescription("the watch takes no messages")
                            .asRuntimeException());
            return;
        }
        waiting.add(Messages.gameServer(server));
        drain();
    }

    private void drain() {
        while (out.isReady() && !waiting.isEmpty()) {
            out.onNext(waiting.remove());
        }
    }
}
