package dev.tankfleet.agones.emulator.cluster;

import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServerState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
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
 * @param state its state
 * @param labels all labels
 * @param annotations all annotations
 * @param address address of the node; empty until it is Scheduled
 * @param ports ports; empty until it is Scheduled
 * @param counters counters by name
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
        GameServerState state,
        Map<String, String> labels,
        Map<String, String> annotations,
        String address,
        List<GameServer.Port> ports,
        Map<String, GameServer.Counter> counters,
        ServerTemplate template) {

    public StoredServer {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        ports = List.copyOf(ports);
        counters = Map.copyOf(counters);
    }

    /** Whether its deletion has begun. */
    public boolean isBeingDeleted() {
        return deletedAt != null;
    }

    /** The same in another state. */
    public StoredServer withState(GameServerState next) {
        return copy(
                version,
                generation,
                deletedAt,
                next,
                labels,
                annotations,
                address,
                ports,
                counters);
    }

    /** The same with these labels and annotations put over its own. */
    public StoredServer withMetadata(
            Map<String, String> moreLabels, Map<String, String> moreAnnotations) {
        return copy(
                version,
                generation,
                deletedAt,
                state,
                merged(labels, moreLabels),
                merged(annotations, moreAnnotations),
                address,
                ports,
                counters);
    }

    /**
     * Allocated at that time: the state, and the annotation that tells one allocation from the
     * next.
     */
    public StoredServer toAllocated(Instant now) {
        return withState(GameServerState.ALLOCATED)
                .withMetadata(Map.of(), Map.of(GameServer.LAST_ALLOCATED, now.toString()));
    }

    /** Scheduled to a node: it has an address and ports. */
    public StoredServer toScheduled(String nodeAddress, List<GameServer.Port> nodePorts) {
        return copy(
                version,
                generation,
                deletedAt,
                GameServerState.SCHEDULED,
                labels,
                annotations,
                nodeAddress,
                nodePorts,
                counters);
    }

    /** The same with these counters put over its own. */
    public StoredServer withCounters(Map<String, GameServer.Counter> changed) {
        return copy(
                version,
                generation,
                deletedAt,
                state,
                labels,
                annotations,
                address,
                ports,
                merged(counters, changed));
    }

    /** The same, its deletion begun at that time. */
    public StoredServer toBeingDeleted(Instant now) {
        return copy(version, generation, now, state, labels, annotations, address, ports, counters);
    }

    /** The view that a client of the cluster has. */
    public GameServer view() {
        return new GameServer(
                name,
                namespace,
                uid,
                state.text(),
                labels,
                annotations,
                address,
                address.isEmpty()
                        ? List.of()
                        : List.of(new GameServer.Address("InternalIP", address)),
                ports,
                counters,
                Map.of(),
                template.health(),
                deletedAt);
    }

    StoredServer written(long newVersion) {
        return copy(
                newVersion,
                generation + 1,
                deletedAt,
                state,
                labels,
                annotations,
                address,
                ports,
                counters);
    }

    private StoredServer copy(
            long newVersion,
            long newGeneration,
            @Nullable Instant newDeletedAt,
            GameServerState newState,
            Map<String, String> newLabels,
            Map<String, String> newAnnotations,
            String newAddress,
            List<GameServer.Port> newPorts,
            Map<String, GameServer.Counter> newCounters) {
        return new StoredServer(
                name,
                namespace,
                uid,
                newVersion,
                newGeneration,
                createdAt,
                newDeletedAt,
                newState,
                newLabels,
                newAnnotations,
                newAddress,
                newPorts,
                newCounters,
                template);
    }

    private static <V> Map<String, V> merged(Map<String, V> base, Map<String, V> over) {
        Map<String, V> merged = new HashMap<>(base);
        merged.putAll(over);
        return merged;
    }
}
