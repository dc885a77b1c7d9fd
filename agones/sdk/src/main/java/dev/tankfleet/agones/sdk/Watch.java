package dev.tankfleet.agones.sdk;

import dev.tankfleet.agones.sdk.proto.Empty;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Follows the GameServer over one stream after another. Its state belongs to the callbacks of the
 * current stream, which gRPC gives one by one; a new stream opens only after the old one has ended.
 * {@link #close()} may come from any thread.
 *
 * <p>A watch of a deleted GameServer stays open and silent; only {@link AgonesSdk#gameServer()}
 * tells of the deletion.
 */
public final class Watch implements AutoCloseable {
    private final SdkConfig config;
    private final SidecarChannel channel;
    private final Consumer<Event> listener;

    // Owned by the callbacks of the current stream.
    private @Nullable GameServer last;
    private boolean isConnected;
    private Duration retryIn;

    private volatile boolean isClosed;
    private volatile @Nullable ClientCallStreamObserver<Empty> stream;

    /** What the watch saw. */
    public sealed interface Event {
        /**
         * A stream began, and this is the GameServer now. After a {@link Disconnected} anything may
         * have happened in between: what was queued in a sidecar that died is lost, and a state
         * that came and went is not told.
         */
        record Connected(GameServer now) implements Event {}

        /** Something about the GameServer changed. */
        record Changed(GameServer before, GameServer now) implements Event {}

        /** Agones sent the same GameServer once more; there is nothing to do. */
        record Repeated(GameServer now) implements Event {}

        /** The stream broke, or could not be opened; the next try follows by itself. */
        record Disconnected(SdkError error, Duration retryIn) implements Event {}
    }

    Watch(SdkConfig config, SidecarChannel channel, Consumer<Event> listener) {
        this.config = config;
        this.channel = channel;
        this.listener = listener;
        this.retryIn = config.reconnectMin();
    }

    void open() {
        if (isClosed) {
            return;
        }
        channel.retryConnectNow();
        channel.streams().watchGameServer(Empty.getDefaultInstance(), new Messages());
    }

    /** Ends the watch; at most the event under way still arrives. */
    @Override
    public void close() {
        isClosed = true;
        cancelStream();
    }

    private void cancelStream() {
        ClientCallStreamObserver<Empty> current = stream;
        if (current != null) {
            current.cancel("watch closed", null);
        }
    }

    private void onGameServer(GameServer now) {
        if (isClosed) {
            // The stream began while somebody closed the watch.
            cancelStream();
            return;
        }
        GameServer before = last;
        last = now;
        retryIn = config.reconnectMin();
        if (!isConnected || before == null) {
            isConnected = true;
            tell(new Event.Connected(now));
        } else if (before.equals(now)) {
            tell(new Event.Repeated(now));
        } else {
            tell(new Event.Changed(before, now));
        }
    }

    private void onEnd(SdkError error) {
        isConnected = false;
        if (isClosed || error instanceof SdkError.Closed) {
            return;
        }
        Duration delay = retryIn;
        Duration doubled = delay.multipliedBy(2);
        retryIn = doubled.compareTo(config.reconnectMax()) < 0 ? doubled : config.reconnectMax();
        tell(new Event.Disconnected(error, delay));
        var unused = channel.after(delay, this::open);
    }

    private void tell(Event event) {
        if (isClosed) {
            return;
        }
        SidecarChannel.tell(() -> listener.accept(event));
    }

    private final class Messages
            implements ClientResponseObserver<Empty, dev.tankfleet.agones.sdk.proto.GameServer> {
        @Override
        public void beforeStart(ClientCallStreamObserver<Empty> requestStream) {
            stream = requestStream;
        }

        @Override
        public void onNext(dev.tankfleet.agones.sdk.proto.GameServer message) {
            onGameServer(Wire.gameServer(message));
        }

        @Override
        public void onError(Throwable failure) {
            onEnd(channel.error(failure));
        }

        @Override
        public void onCompleted() {
            onEnd(new SdkError.Unavailable("the sidecar ended the stream"));
        }
    }
}
