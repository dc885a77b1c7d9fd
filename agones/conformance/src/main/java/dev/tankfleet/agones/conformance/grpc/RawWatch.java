package dev.tankfleet.agones.conformance.grpc;

import dev.tankfleet.agones.sdk.proto.GameServer;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every message of one watch. Any thread may read. */
public final class RawWatch implements StreamObserver<GameServer> {
    private final List<GameServer> messages = new CopyOnWriteArrayList<>();
    private volatile @Nullable String end;

    RawWatch() {}

    /** All messages so far. */
    public List<GameServer> messages() {
        return List.copyOf(messages);
    }

    /** The states so far, repeats in a row left out. */
    public List<String> states() {
        List<String> states = new java.util.ArrayList<>();
        for (GameServer message : messages) {
            String state = message.getStatus().getState();
            if (states.isEmpty() || !states.getLast().equals(state)) {
                states.add(state);
            }
        }
        return states;
    }

    /** Name of the code with which the stream ended, null while it is open. */
    public @Nullable String end() {
        return end;
    }

    @Override
    public void onNext(GameServer message) {
        messages.add(message);
    }

    @Override
    public void onError(Throwable failure) {
        end = Status.fromThrowable(failure).getCode().name();
    }

    @Override
    public void onCompleted() {
        end = "OK";
    }
}
