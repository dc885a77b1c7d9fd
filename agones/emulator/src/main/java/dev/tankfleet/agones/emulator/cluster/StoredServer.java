package dev.tankfleet.agones.emulator.cluster;

import static dev.tankfleet.agones.emulator.cluster.ServerStatus.merged;

import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One GameServer as the cluster stores it; a value, each change makes a new one.
 *
 * @param uid unique over time, unlike the name
 * @param version grows with each change of any object
 * @param generation counts the changes of this object, from 1
 * @param createdAt when it was created
 * @param deletedAt when its deletion began, null before
 * @param labels all labels
 * @param annotations all annotations
 * @param status what has become of it
 * @param template what it was made from
 */
public record StoredServer(
        String name,
        String namespace,
        String uid,
        long version,
        long generation,
        Instant createdAt,
        @Nullable Instant deletedAt,
        Map<String, String> labels,
        Map<String, String> annotations,
        ServerStatus status,
        ServerTemplate template) {

    /** Annotation with the time at which a server came to Error. */
    public static final String ERRORED_AT = "agones.dev/errored-at";

    public StoredServer {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** Whether its deletion has begun. */
    public boolean isBeingDeleted() {
        return deletedAt != null;
    }

    public GameServer.State state() {
        return status.state();
    }

    public Map<String, GameServer.Counter> counters() {
        return status.counters();
    }

    public Map<String, GameServer.ValueList> lists() {
        return status.lists();
    }

    /** The same in another state. */
    public StoredServer withState(GameServer.State next) {
        return with(status.withState(next));
    }

    /** The same with these labels and annotations put over its own. */
    public StoredServer withMetadata(
            Map<String, String> moreLabels, Map<String, String> moreAnnotations) {
        return new StoredServer(
                name,
                namespace,
                uid,
                version,
                generation,
                createdAt,
                deletedAt,
                merged(labels, moreLabels),
                merged(annotations, moreAnnotations),
                status,
                template);
    }

    /**
     * Allocated at that time: the state, and the annotation that tells one allocation from the
     * next.
     */
    public StoredServer toAllocated(Instant now) {
        return withState(GameServer.State.ALLOCATED)
                .withMetadata(Map.of(), Map.of(GameServer.LAST_ALLOCATED, now.toString()));
    }

    /** In Error since that time. */
    public StoredServer toErrored(Instant now) {
        return withState(GameServer.State.ERROR)
                .withMetadata(Map.of(), Map.of(ERRORED_AT, now.toString()));
    }

    /** Scheduled to a node: it has an address and ports. */
    public StoredServer toScheduled(String nodeAddress, List<GameServer.Port> nodePorts) {
        return with(status.toScheduled(nodeAddress, nodePorts));
    }

    /** The same with these counters put over its own. */
    public StoredServer withCounters(Map<String, GameServer.Counter> changed) {
        return with(status.withCounters(changed));
    }

    /** The same with these lists put over its own. */
    public StoredServer withLists(Map<String, GameServer.ValueList> changed) {
        return with(status.withLists(changed));
    }

    /** The same, its deletion begun at that time. */
    public StoredServer toBeingDeleted(Instant now) {
        return copy(version, generation, now, status);
    }

    /** The view that a client of the cluster has. */
    public GameServer view() {
        var address = status.address();
        return new GameServer(
                name,
                namespace,
                uid,
                state().text(),
                labels,
                annotations,
                address,
                address.isEmpty()
                        ? List.of()
                        : List.of(new GameServer.Address("InternalIP", address)),
                status.ports(),
                counters(),
                lists(),
                template.health(),
                deletedAt);
    }

    StoredServer written(long newVersion) {
        return copy(newVersion, generation + 1, deletedAt, status);
    }

    private StoredServer with(ServerStatus next) {
        return copy(version, generation, deletedAt, next);
    }

    private StoredServer copy(
            long newVersion,
            long newGeneration,
            @Nullable Instant newDeletedAt,
            ServerStatus newStatus) {
        return new StoredServer(
                name,
                namespace,
                uid,
                newVersion,
                newGeneration,
                createdAt,
                newDeletedAt,
                labels,
                annotations,
                newStatus,
                template);
    }
}
