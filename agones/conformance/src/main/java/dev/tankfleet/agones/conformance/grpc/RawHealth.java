package dev.tankfleet.agones.conformance.grpc;

import dev.tankfleet.agones.sdk.proto.Empty;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;

import org.jspecify.annotations.Nullable;

/** One stream of signs of life. One thread sends, any may ask for the end. */
public final class RawHealth implements StreamObserver<Empty> {
    private @Nullable StreamObserver<Empty> signs;
    private volatile @Nullable String end;

    RawHealth() {}

    void start(StreamObserver<Empty> out) {
        signs = out;
    }

    /** Sends a sign of life. */
    public void sign() {
        if (signs != null) {
            signs.onNext(Empty.getDefaultInstance());
        }
    }

    /** Sends no more. */
    public void finish() {
        if (signs != null) {
            signs.onCompleted();
        }
    }

    /** Name of the code with which the stream ended, null while it is open. */
    public @Nullable String end() {
        return end;
    }

    @Override
    public void onNext(Empty answer) {}

    @Override
    public void onError(Throwable failure) {
        end = Status.fromThrowable(failure).getCode().name();
    }

    @Override
    public void onCompleted() {
        end = "OK";
    }
}
