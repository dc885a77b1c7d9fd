package dev.tankfleet.agones.emulator.fleet;

import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.sdk.GameServer;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The servers of one Fleet that are made from one template; keeps their number. Owned by the loop.
 *
 * <p>Allocated and Reserved servers are never taken away. Unhealthy ones are at once, those in
 * Error after a while, so that a launcher that always fails is not called in a circle. At most
 * {@value #PER_TURN_MAX} servers come and {@value #PER_TURN_MAX} go in one turn.
 */
final class GameServerSet {
    /** Label with the set's name on each of its servers. */
    static final String LABEL = "agones.dev/gameserverset";

    private static final int PER_TURN_MAX = 64;

    private final Cluster cluster;
    private final String name;
    private final ServerTemplate template;
    private final Overflow overflow;
    private final Consumer<GameServerSet> creator;

    // Owned by the loop.
    private final Map<String, StoredServer> servers = new TreeMap<>();
    private int replicas;

    /**
     * @param overflow the sign for Allocated servers beyond the replicas; a later change of the
     *     Fleet does not reach a set that there is
     * @param creator makes one server of this set
     */
    GameServerSet(
            Cluster cluster,
            String name,
            ServerTemplate template,
            Overflow overflow,
            Consumer<GameServerSet> creator) {
        this.cluster = cluster;
        this.name = name;
        this.template = template;
        this.overflow = overflow;
        this.creator = creator;
    }

    String name() {
        return name;
    }

    ServerTemplate template() {
        return template;
    }

    int replicas() {
        return replicas;
    }

    List<StoredServer> servers() {
        return List.copyOf(servers.values());
    }

    FleetStatus status() {
        return FleetStatus.of(template, servers.values());
    }

    void scale(int newReplicas) {
        replicas = newReplicas;
    }

    void onServer(StoredServer server) {
        servers.put(server.name(), server);
    }

    void onGone(StoredServer server) {
        servers.remove(server.name());
    }

    /**
     * Makes what is missing, shuts down what is too much, and gives the sign to Allocated servers
     * beyond the replicas.
     *
     * @param erroredBefore servers that came to Error before that are shut down
     * @return whether something is left to do in another turn
     */
    boolean turn(ScaleDown scaleDown, Instant erroredBefore) {
        List<StoredServer> leaving = new ArrayList<>();
        List<StoredServer> removable = new ArrayList<>();
        int kept = 0;
        for (StoredServer server : servers.values()) {
            if (FleetStatus.isLeaving(server)) {
                continue;
            }
            if (isOver(server, erroredBefore)) {
                leaving.add(server);
            } else if (isKept(server)) {
                kept++;
            } else {
                removable.add(server);
            }
        }
        int missing = replicas - kept - removable.size();
        int surplus = Math.min(removable.size(), Math.max(0, -missing));
        removable.stream().sorted(scaleDown.order()).limit(surplus).forEach(leaving::add);
        leaving.stream().limit(PER_TURN_MAX).forEach(this::shutDown);
        for (int i = 0; i < Math.min(missing, PER_TURN_MAX); i++) {
            creator.accept(this);
        }
        signOverflow(scaleDown);
        return leaving.size() > PER_TURN_MAX || missing > PER_TURN_MAX;
    }

    private void shutDown(StoredServer server) {
        cluster.update(server.name(), stored -> stored.withState(GameServer.State.SHUTDOWN));
    }

    private void signOverflow(ScaleDown scaleDown) {
        List<StoredServer> allocated =
                servers.values().stream()
                        .filter(server -> !server.isBeingDeleted())
                        .filter(server -> server.state() == GameServer.State.ALLOCATED)
                        .toList();
        int surplus = allocated.size() - replicas;
        if (overflow.isNone() || surplus <= 0) {
            return;
        }
        List<StoredServer> unsigned =
                allocated.stream()
                        .filter(server -> !overflow.isOn(server))
                        .sorted(scaleDown.order())
                        .toList();
        int signed = allocated.size() - unsigned.size();
        unsigned.stream()
                .limit(Math.max(0, surplus - signed))
                .forEach(
                        server ->
                                cluster.update(
                                        server.name(),
                                        stored ->
                                                stored.withMetadata(
                                                        overflow.labels(),
                                                        overflow.annotations())));
    }

    private static boolean isOver(StoredServer server, Instant erroredBefore) {
        return switch (server.state()) {
            case UNHEALTHY -> true;
            case ERROR -> !erroredAt(server).isAfter(erroredBefore);
            case PORT_ALLOCATION,
                    CREATING,
                    STARTING,
                    SCHEDULED,
                    REQUEST_READY,
                    READY,
                    RESERVED,
                    ALLOCATED,
                    SHUTDOWN,
                    UNKNOWN ->
                    false;
        };
    }

    /** Long ago if nobody can say. */
    private static Instant erroredAt(StoredServer server) {
        String at = server.annotations().get(StoredServer.ERRORED_AT);
        if (at == null) {
            return Instant.MIN;
        }
        try {
            return Instant.parse(at);
        } catch (DateTimeParseException e) {
            // Somebody wrote what is no time; the real one deletes the server, too.
            return Instant.MIN;
        }
    }

    /** Whether no scale-down and no roll-out takes it. */
    static boolean isKept(StoredServer server) {
        return server.state() == GameServer.State.ALLOCATED
                || server.state() == GameServer.State.RESERVED;
    }
}
