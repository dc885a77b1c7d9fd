package dev.tankfleet.agones.sdk;

import dev.tankfleet.agones.sdk.proto.Empty;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;

/**
 * Gives signs of life on a schedule of its own. All state is guarded by this object; the client's
 * timer sends, gRPC's callbacks report, events are given on the executor.
 *
 * <p>At most one message waits unsent: while the stream takes none, a sign counts as missed instead
 * of piling up.
 */
public final class Health implements AutoCloseable {
    private final SidecarChannel channel;
    private final Executor executor;
    private final Consumer<Event> listener;

    // Guarded by this.
    private @Nullable ClientCallStreamObserver<Empty> stream;
    private int streamNumber;
    private @Nullable ScheduledFuture<?> schedule;
    private int missesInARow;
    private boolean isClosed;

    /**
     * Each event runs after the one before, whatever threads the executor has; at most one per
     * interval is added.
     */
    private CompletableFuture<Void> events = CompletableFuture.completedFuture(null);

    Health(SidecarChannel channel, Executor executor, Consumer<Event> listener) {
        this.channel = channel;
        this.executor = executor;
        this.listener = listener;
    }

    /** What became of the signs of life. */
    public sealed interface Event {
        /**
         * A sign could not be given.
         *
         * @param error why
         * @param inARow how many in a row by now, at least 1
         */
        record Missed(SdkError error, int inARow) implements Event {}

        /**
         * The signs arrive again.
         *
         * @param missed how many were missed before
         */
        record Restored(int missed) implements Event {}
    }

    synchronized void start(Duration interval) {
        schedule = channel.every(interval, this::beat);
    }

    /**
     * Stops the signs of life; Agones will then take the server for Unhealthy unless it shuts down.
     */
    @Override
    public synchronized void close() {
        isClosed = true;
        if (schedule != null) {
            schedule.cancel(false);
        }
        if (stream != null) {
            stream.onCompleted();
            stream = null;
        }
    }

    private synchronized void beat() {
        if (isClosed) {
            return;
        }
        ClientCallStreamObserver<Empty> open = stream;
        if (open == null) {
            channel.retryConnectNow();
            streamNumber++;
            channel.streams().health(new Answers(streamNumber));
            sendFirst();
        } else if (open.isReady()) {
            open.onNext(Empty.getDefaultInstance());
            onSent();
        } else {
            onMissed(new SdkError.Unavailable("the stream takes no message"));
        }
    }

    /** The one message that may wait for the connection. */
    private void sendFirst() {
        if (stream != null) {
            stream.onNext(Empty.getDefaultInstance());
        }
    }

    private void onSent() {
        if (missesInARow > 0) {
            tell(new Event.Restored(missesInARow));
            missesInARow = 0;
        }
    }

    private void onMissed(SdkError error) {
        missesInARow++;
        tell(new Event.Missed(error, missesInARow));
    }

    private synchronized void onEnd(int number, SdkError error) {
        if (isClosed || error instanceof SdkError.Closed || number != streamNumber) {
            return;
        }
        stream = null;
        onMissed(error);
    }

    private void tell(Event event) {
        events =
                events.thenRunAsync(
                        () -> SidecarChannel.tell(() -> listener.accept(event)), executor);
    }

    private final class Answers implements ClientResponseObserver<Empty, Empty> {
        private final int number;

        Answers(int number) {
            this.number = number;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<Empty> requestStream) {
            stream = requestStream;
        }

        @Override
        public void onNext(Empty answer) {
            // The sidecar answers only when we end the stream.
        }

        @Override
        public void onError(Throwable failure) {
            onEnd(number, channel.error(failure));
        }

        @Override
        public void onCompleted() {
            onEnd(number, new SdkError.Unavailable("the sidecar ended the stream"));
        }
    }
}
