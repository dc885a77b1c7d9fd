package dev.tankfleet.agones.conformance.grpc;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;

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
            String text = e.getStatus().getDescription();
            return new Answer<>(e.getStatus().getCode().name(), text == null ? "" : text, null);
        }
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
