package dev.tankfleet.agones.sdk;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
        channel.call(SdkCall.ready());
    }

    /**
     * Allocates this server from inside.
     *
     * @throws SdkException if the sidecar did not take it
     */
    public void allocate() {
        channel.call(SdkCall.allocate());
    }

    /**
     * Keeps this server out of allocation; after that time the sidecar says Ready for us.
     *
     * @param duration at least 0, cut to whole seconds; 0 is without end
     * @throws SdkException if the sidecar did not take it
     */
    public void reserve(Duration duration) {
        channel.call(SdkCall.reserve(duration));
    }

    /**
     * Ends this server: Agones deletes the GameServer and stops the pod.
     *
     * @throws SdkException if the sidecar did not take it
     */
    public void shutdown() {
        channel.call(SdkCall.shutdown());
    }

    /**
     * Sets a label; its key in the cluster is {@code agones.dev/sdk-} and then {@code key}.
     *
     * @param key without a slash: the sidecar would accept it and lose it later without a word
     * @throws SdkException with {@link SdkError.InvalidArgument} if Kubernetes does not allow key
     *     or value
     */
    public void setLabel(String key, String value) {
        channel.call(SdkCall.setLabel(key, value));
    }

    /**
     * Sets an annotation; its key in the cluster is {@code agones.dev/sdk-} and then {@code key}.
     *
     * @param key without a slash: the sidecar would accept it and lose it later without a word
     * @throws SdkException with {@link SdkError.InvalidArgument} if Kubernetes does not allow the
     *     key
     */
    public void setAnnotation(String key, String value) {
        channel.call(SdkCall.setAnnotation(key, value));
    }

    /**
     * The GameServer as the cluster stores it, without what is still queued in the sidecar.
     *
     * @throws SdkException with {@link SdkError.GameServerNotFound} if it was deleted, the only
     *     sign of a deletion that a watch missed
     */
    public GameServer gameServer() {
        return channel.call(SdkCall.gameServer());
    }

    /** The counters of this server. */
    public Counters counters() {
        return new Counters(channel);
    }

    /** The lists of this server. */
    public Lists lists() {
        return new Lists(channel);
    }

    /**
     * Sends a call without blocking, under the same deadline as the blocking form.
     *
     * @return completed with the answer, or exceptionally with an {@link SdkException}; what
     *     depends on it runs on the executor unless it says otherwise. Cancelling it cancels the
     *     call, which the sidecar may have queued by then
     */
    public <T> CompletableFuture<T> start(SdkCall<T> call) {
        return channel.start(call);
    }

    /**
     * Follows the GameServer until the watch or this client is closed, through any number of
     * sidecar restarts.
     *
     * @param listener is called on the executor, one event after another; what it throws goes to
     *     the thread's uncaught exception handler and does not end the watch
     */
    public Watch watch(Consumer<Watch.Event> listener) {
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
}
