package dev.tankfleet.agones.conformance.grpc;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What all calls have in common. */
final class Calls {
    static final long DEADLINE_S = 30;
    private static final long CLOSE_MAX_S = 5;

    private Calls() {}

    /** Makes a blocking call and tells how it ended. */
    static <T> Answer<T> answer(Supplier<T> call) {
        try {
            return new Answer<>("OK", "", call.get());
        } catch (StatusRuntimeException e) {
            return refused(e.getStatus());
        }
    }

    /** Keeps how a call ends that nobody waits for. */
    static <T> StreamObserver<T> into(CompletableFuture<Answer<T>> answer) {
        return new StreamObserver<>() {
            @Override
            public void onNext(T message) {
                answer.complete(new Answer<>("OK", "", message));
            }

            @Override
            public void onError(Throwable failure) {
                answer.complete(refused(Status.fromThrowable(failure)));
            }

            @Override
            public void onCompleted() {}
        };
    }

    private static <T> Answer<T> refused(Status status) {
        String text = status.getDescription();
        return new Answer<>(status.getCode().name(), text == null ? "" : text, null);
    }

    static void close(ManagedChannel channel) {
        channel.shutdownNow();
        try {
            if (!channel.awaitTermination(CLOSE_MAX_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a channel did not close: " + channel);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
