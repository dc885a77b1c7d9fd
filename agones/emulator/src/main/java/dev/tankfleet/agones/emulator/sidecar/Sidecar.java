package dev.tankfleet.agones.emulator.sidecar;

import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.cluster.NameRules;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.emulator.sidecar.Answer.Done;
import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The sidecar of one GameServer. Owned by the loop.
 *
 * <p>An answer means queued. The queue is flushed after a delay; of several states the last wins,
 * and it wins over what an allocation wrote in between. Nothing is written to a server that is
 * being deleted or Unhealthy. {@link #kill()} loses what is queued.
 */
public final class Sidecar {
    /** As good as for ever, and a time that can be counted with. */
    private static final Duration RESERVE_MAX = Duration.ofDays(3_650);

    /** Put before each key that a game server sets. */
    public static final String KEY_PREFIX = "agones.dev/sdk-";

    private final Loop loop;
    private final Cluster cluster;
    private final String name;
    private final WriteQueue writes;
    private final HealthCheck health;

    // Owned by the loop.
    private final PendingCounters counters = new PendingCounters();
    private final PendingLists lists = new PendingLists();
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, String> annotations = new HashMap<>();
    private GameServer.@Nullable State wanted;
    private Duration reservation = Duration.ZERO;
    private @Nullable Instant reservedUntil;
    private Loop.@Nullable Timer reserveTimer;

    Sidecar(Loop loop, Cluster cluster, StoredServer server, Duration flushDelay) {
        this.loop = loop;
        this.cluster = cluster;
        this.name = server.name();
        this.writes = new WriteQueue(loop, flushDelay);
        this.health =
                new HealthCheck(
                        loop, server.template().health(), () -> want(GameServer.State.UNHEALTHY));
    }

    /** Name of its GameServer. */
    public String name() {
        return name;
    }

    /** Queues state RequestReady. */
    public Answer<Done> ready() {
        cancelReservation();
        return want(GameServer.State.REQUEST_READY);
    }

    /** Queues state Allocated. */
    public Answer<Done> allocate() {
        cancelReservation();
        return want(GameServer.State.ALLOCATED);
    }

    /** Queues state Shutdown. */
    public Answer<Done> shutdown() {
        cancelReservation();
        return want(GameServer.State.SHUTDOWN);
    }

    /**
     * Queues state Reserved; that long after the write Ready is said for the server, unless it is
     * zero.
     */
    public Answer<Done> reserve(Duration duration) {
        cancelReservation();
        reservation = inBounds(duration);
        return want(GameServer.State.RESERVED);
    }

    /** Takes a sign of life. */
    public void onSignOfLife() {
        health.onSignOfLife();
    }

    /** Queues a label under a prefixed key. */
    public Answer<Done> setLabel(String key, String value) {
        if (!NameRules.isQualifiedName(key) || !NameRules.isLabelValue(value)) {
            return Answer.invalid("invalid label: \"" + key + "\": \"" + value + "\"");
        }
        labels.put(KEY_PREFIX + key, value);
        writes.add(WriteQueue.Kind.LABELS, this::flushLabels);
        return Answer.done();
    }

    /** Queues an annotation under a prefixed key. */
    public Answer<Done> setAnnotation(String key, String value) {
        if (!NameRules.isQualifiedName(key)) {
            return Answer.invalid("invalid annotation: \"" + key + "\"");
        }
        annotations.put(KEY_PREFIX + key, value);
        writes.add(WriteQueue.Kind.ANNOTATIONS, this::flushAnnotations);
        return Answer.done();
    }

    /** The GameServer as stored, without what is queued here. */
    public Answer<StoredServer> gameServer() {
        return ofServer(Answer.Ok::new);
    }

    /** The counter, with what is queued here. */
    public Answer<GameServer.Counter> counter(String counter) {
        return ofServer(
                server -> {
                    var current = counters.current(server.counters(), counter);
                    return current == null
                            ? Answer.unknown("counter not found: " + counter)
                            : new Answer.Ok<>(current);
                });
    }

    /** Queues a change of a counter; the answer has the new value already. */
    public Answer<GameServer.Counter> updateCounter(
            String counter, @Nullable Long count, @Nullable Long capacity, long difference) {
        var update = new PendingCounters.Update(counter, count, capacity, difference);
        return queueing(
                WriteQueue.Kind.COUNTERS,
                this::flushCounters,
                server -> counters.update(server.counters(), update));
    }

    /** The list, with what is queued here. */
    public Answer<GameServer.ValueList> list(String list) {
        return ofServer(
                server -> {
                    var current = lists.current(server.lists(), list);
                    return current == null ? PendingLists.notFound(list) : new Answer.Ok<>(current);
                });
    }

    /** Queues a value for a list; the answer has it already. */
    public Answer<GameServer.ValueList> addToList(String list, String value) {
        return queueing(
                WriteQueue.Kind.LISTS,
                this::flushLists,
                server -> lists.add(server.lists(), list, value));
    }

    /** Queues the removal of a value from a list; the answer lacks it already. */
    public Answer<GameServer.ValueList> removeFromList(String list, String value) {
        return queueing(
                WriteQueue.Kind.LISTS,
                this::flushLists,
                server -> lists.remove(server.lists(), list, value));
    }

    /** Refuses to change a list as a whole, whatever of it. */
    public Answer<GameServer.ValueList> updateList(List<String> maskPaths) {
        return ofServer(server -> PendingLists.update(maskPaths));
    }

    void slow(Duration by) {
        writes.slow(by);
    }

    void start() {
        health.start();
        if (reservedUntil != null) {
            startReserveTimer(reservedUntil);
        }
    }

    /**
     * Ends this sidecar at once; what is queued is lost. The reservation is stored with the server
     * and outlives it.
     */
    void kill() {
        health.stop();
        writes.clear();
        counters.clear();
        lists.clear();
        labels.clear();
        annotations.clear();
        wanted = null;
        if (reserveTimer != null) {
            reserveTimer.cancel();
            reserveTimer = null;
        }
    }

    private Answer<Done> want(GameServer.State state) {
        wanted = state;
        writes.add(WriteQueue.Kind.STATE, this::flushState);
        return Answer.done();
    }

    private void flushState() {
        GameServer.State state = wanted;
        wanted = null;
        StoredServer server = cluster.find(name).orElse(null);
        if (state == null || server == null || isFinal(server)) {
            return;
        }
        cluster.update(
                name,
                stored ->
                        state == GameServer.State.ALLOCATED
                                ? stored.toAllocated(loop.now())
                                : stored.withState(state));
        if (state == GameServer.State.RESERVED && !reservation.isZero()) {
            reservedUntil = loop.now().plus(reservation);
            startReserveTimer(reservedUntil);
        }
    }

    private void flushLabels() {
        Map<String, String> written = written(labels);
        cluster.update(
                name, stored -> isFinal(stored) ? stored : stored.withMetadata(written, Map.of()));
    }

    private void flushAnnotations() {
        Map<String, String> written = written(annotations);
        cluster.update(
                name, stored -> isFinal(stored) ? stored : stored.withMetadata(Map.of(), written));
    }

    private void flushCounters() {
        cluster.update(name, stored -> stored.withCounters(counters.flush(stored.counters())));
    }

    private void flushLists() {
        cluster.update(name, stored -> stored.withLists(lists.flush(stored.lists())));
    }

    /** Asks about the server, which must be there. */
    private <T> Answer<T> ofServer(Function<StoredServer, Answer<T>> question) {
        return cluster.find(name).map(question).orElseGet(() -> Answer.unknown(notFound()));
    }

    /** Asks for a change of the server; one that is queued is flushed later. */
    private <T> Answer<T> queueing(
            WriteQueue.Kind kind, Runnable flush, Function<StoredServer, Answer<T>> change) {
        var answer = ofServer(change);
        if (answer instanceof Answer.Ok) {
            writes.add(kind, flush);
        }
        return answer;
    }

    private void startReserveTimer(Instant until) {
        Duration left = Duration.between(loop.now(), until);
        reserveTimer = loop.after(left.isNegative() ? Duration.ZERO : left, this::ready);
    }

    private void cancelReservation() {
        reservedUntil = null;
        if (reserveTimer != null) {
            reserveTimer.cancel();
            reserveTimer = null;
        }
    }

    private String notFound() {
        return "could not retrieve GameServer "
                + cluster.namespace()
                + "/"
                + name
                + ": gameserver.agones.dev \""
                + name
                + "\" not found";
    }

    private static Duration inBounds(Duration duration) {
        if (duration.isNegative()) {
            // Over as soon as it is written.
            return Duration.ofNanos(1);
        }
        return duration.compareTo(RESERVE_MAX) > 0 ? RESERVE_MAX : duration;
    }

    private static boolean isFinal(StoredServer server) {
        return server.isBeingDeleted() || server.state() == GameServer.State.UNHEALTHY;
    }

    /**
     * What the API server takes of a batch: a slash in the key passes the sidecar's own check and
     * is lost here.
     */
    private static Map<String, String> written(Map<String, String> queued) {
        Map<String, String> written = new HashMap<>(queued);
        written.keySet().removeIf(key -> !NameRules.isQualifiedName(key));
        queued.clear();
        return written;
    }
}
