package dev.tankfleet.agones.sdk;

import dev.tankfleet.agones.sdk.proto.Empty;
import dev.tankfleet.agones.sdk.proto.KeyValue;
import dev.tankfleet.agones.sdk.proto.SDKGrpc;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The game server's line to its Agones sidecar. Any thread may call it; it owns one daemon thread
 * for sockets and timers, which {@link #close()} ends.
 *
 * <p>The calls block until the sidecar has answered, at most the configured deadline. An answer
 * means <em>queued</em>: the sidecar writes it to the cluster about half a second later, and loses
 * it if it dies before. What the cluster holds is told by {@link #gameServer()} and {@link #watch}.
 * A failed call is never repeated here, because a late {@link #ready()} takes back an allocation
 * that came in between; every failure is an {@link SdkException}.
 */
public final class AgonesSdk implements AutoCloseable {
    private static final Empty NOTHING = Empty.getDefaultInstance();

    private final SdkConfig config;
    private final Executor executor;
    private final SidecarChannel channel;

    private AgonesSdk(SdkConfig config, Executor executor, SidecarChannel channel) {
        this.config = config;
        this.executor = executor;
        this.channel = channel;
    }

    /**
     * A client of the sidecar. It connects with the first call, so an absent sidecar shows there.
     *
     * @param executor runs the events of watches and health; it stays the caller's, and must
     *     outlive this client
     */
    public static AgonesSdk connect(SdkConfig config, Executor executor) {
        return new AgonesSdk(config, executor, new SidecarChannel(config, executor));
    }

    /**
     * Tells that the server can be allocated. Call it once at the start and once per return from
     * Allocated: a second call that is still queued when an allocation lands undoes that
     * allocation, and on a Ready server it is not a no-op either.
     *
     * @throws SdkException if the sidecar did not take it
     */
    public void ready() {
        channel.call("Ready", () -> stub().ready(NOTHING));
    }

    /**
     * Allocates this server from inside.
     *
     * @throws SdkException if the sidecar did not take it
     */
    public void allocate() {
        channel.call("Allocate", () -> stub().allocate(NOTHING));
    }

    /**
     * Keeps this server out of allocation; after that time the sidecar says Ready for us.
     *
     * @param duration at least 0, cut to whole seconds; 0 is without end
     * @throws SdkException if the sidecar did not take it
     */
    public void reserve(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration: " + duration + " (expected: >= 0)");
        }
        var seconds =
                dev.tankfleet.agones.sdk.proto.Duration.newBuilder()
                        .setSeconds(duration.toSeconds());
        channel.call("Reserve", () -> stub().reserve(seconds.build()));
    }

    /**
     * Ends this server: Agones deletes the GameServer and stops the pod.
     *
     * @throws SdkException if the sidecar did not take it
     */
    public void shutdown() {
        channel.call("Shutdown", () -> stub().shutdown(NOTHING));
    }

    /**
     * Sets a label; its key in the cluster is {@code agones.dev/sdk-} and then {@code key}.
     *
     * @param key without a slash: the sidecar would accept it and lose it later without a word
     * @throws SdkException with {@link SdkError.InvalidArgument} if Kubernetes does not allow key
     *     or value
     */
    public void setLabel(String key, String value) {
        channel.call("SetLabel", () -> stub().setLabel(keyValue(key, value)));
    }

    /**
     * Sets an annotation; its key in the cluster is {@code agones.dev/sdk-} and then {@code key}.
     *
     * @param key without a slash: the sidecar would accept it and lose it later without a word
     * @throws SdkException with {@link SdkError.InvalidArgument} if Kubernetes does not allow the
     *     key
     */
    public void setAnnotation(String key, String value) {
        channel.call("SetAnnotation", () -> stub().setAnnotation(keyValue(key, value)));
    }

    /**
     * The GameServer as the cluster stores it, without what is still queued in the sidecar.
     *
     * @throws SdkException with {@link SdkError.GameServerNotFound} if it was deleted, the only
     *     sign of a deletion that a watch missed
     */
    public GameServer gameServer() {
        return Wire.gameServer(channel.call("GetGameServer", () -> stub().getGameServer(NOTHING)));
    }

    /** The counters of this server. */
    public Counters counters() {
        return new Counters(channel);
    }

    /**
     * Follows the GameServer until the watch or this client is closed, through any number of
     * sidecar restarts.
     *
     * @param listener is called on the executor, one event after another; what it throws goes to
     *     the thread's uncaught exception handler and does not end the watch
     */
    public Watch watch(Consumer<WatchEvent> listener) {
        Watch watch = new Watch(config, channel, listener);
        watch.open();
        return watch;
    }

    /**
     * Gives a sign of life now and at each interval, until it or this client is closed.
     *
     * @param interval more than zero; half of {@link GameServer.Health#period()} is right
     * @param listener is called on the executor when a sign was missed, and when they arrive again
     */
    public Health startHealth(Duration interval, Consumer<Health.Event> listener) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval: " + interval + " (expected: > 0)");
        }
        Health health = new Health(channel, executor, listener);
        health.start(interval);
        return health;
    }

    /** Ends watches, health, connection and thread. Nothing is said to Agones. */
    @Override
    public void close() {
        channel.close();
    }

    private SDKGrpc.SDKBlockingStub stub() {
        return SDKGrpc.newBlockingStub(channel.channel())
                .withDeadlineAfter(channel.callDeadlineMs(), TimeUnit.MILLISECONDS);
    }

    private static KeyValue keyValue(String key, String value) {
        if (key.indexOf('/') >= 0) {
            throw new IllegalArgumentException("key: " + key + " (expected: no slash)");
        }
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }
}
