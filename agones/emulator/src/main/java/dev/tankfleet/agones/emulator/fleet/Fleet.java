package dev.tankfleet.agones.emulator.fleet;

import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Keeps the number of servers of one Fleet. Owned by the loop.
 *
 * <p>Servers that end are replaced; a scale-down takes those that are not ready yet, then Ready
 * ones whatever they do, and never an Allocated or Reserved one. Unhealthy servers are shut down at
 * once, those in Error after a while, so that a launcher that always fails is not called in a
 * circle.
 */
public final class Fleet implements Cluster.Listener {
    /** Label with the Fleet's name on each of its servers. */
    public static final String LABEL = "agones.dev/fleet";

    private static final String SET_LABEL = "agones.dev/gameserverset";
    private static final String NAME_LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int NAME_PART_LENGTH = 5;
    private static final int CREATED_PER_TURN_MAX = 64;

    private final Loop loop;
    private final Cluster cluster;
    private final Node node;
    private final GameServerLauncher launcher;
    private final RandomGenerator random;
    private final FleetSpec spec;
    private final FleetTimes times;
    private final String setName;

    // Owned by the loop.
    private int replicas;
    private boolean isTurnSet;
    private boolean isEnded;

    /**
     * The rhythm of a Fleet.
     *
     * @param controllerDelay time from a change to the controller's answer
     * @param errorHold how long a server in Error stays
     * @param bufferSync time from one look of the buffer to the next
     */
    public record FleetTimes(Duration controllerDelay, Duration errorHold, Duration bufferSync) {}

    public Fleet(
            Loop loop,
            Cluster cluster,
            Node node,
            FleetSpec spec,
            GameServerLauncher launcher,
            FleetTimes times,
            RandomGenerator random) {
        this.loop = loop;
        this.cluster = cluster;
        this.node = node;
        this.spec = spec;
        this.launcher = launcher;
        this.times = times;
        this.random = random;
        this.setName = spec.name() + "-" + randomPart();
        this.replicas = spec.replicas();
    }

    /** Begins to keep the number. */
    public void start() {
        cluster.listen(this);
        setTurn();
        if (spec.buffer() != null) {
            syncBuffer(spec.buffer());
        }
    }

    /** Changes the number of servers. */
    public void scale(int newReplicas) {
        FleetSpec.checkReplicas(newReplicas);
        replicas = newReplicas;
        setTurn();
    }

    /** Deletes all servers, the Allocated ones too, and makes no more. */
    public void end() {
        isEnded = true;
        members().forEach(server -> cluster.delete(server.name()));
    }

    @Override
    public void onChange(@Nullable StoredServer before, @Nullable StoredServer after) {
        StoredServer changed = after == null ? before : after;
        if (changed != null && isMember(changed)) {
            setTurn();
            if (after != null && after.state() == GameServer.State.ERROR) {
                later(times.errorHold(), () -> cluster.delete(changed.name()));
            }
        }
    }

    private void setTurn() {
        if (!isTurnSet && !isEnded) {
            isTurnSet = true;
            later(times.controllerDelay(), this::turn);
        }
    }

    private void later(Duration delay, Runnable task) {
        loop.after(delay, () -> cluster.leadership().run(task));
    }

    private void turn() {
        isTurnSet = false;
        if (isEnded) {
            return;
        }
        members().stream()
                .filter(
                        server ->
                                server.state() == GameServer.State.UNHEALTHY
                                        && !server.isBeingDeleted())
                .forEach(this::shutDown);
        List<StoredServer> live = members().stream().filter(Fleet::isLive).toList();
        if (live.size() < replicas) {
            create(Math.min(replicas - live.size(), CREATED_PER_TURN_MAX));
        } else {
            live.stream()
                    .filter(Fleet::isRemovable)
                    .sorted(
                            Comparator.comparing(Fleet::isReady)
                                    .thenComparingLong(StoredServer::version))
                    .limit(live.size() - replicas)
                    .forEach(this::shutDown);
        }
    }

    private void create(int count) {
        for (int i = 0; i < count; i++) {
            String name = setName + "-" + randomPart();
            Map<String, String> labels = Map.of(LABEL, spec.name(), SET_LABEL, setName);
            node.start(cluster.create(name, labels, spec.template()), launcher);
        }
    }

    private void shutDown(StoredServer server) {
        cluster.update(server.name(), stored -> stored.withState(GameServer.State.SHUTDOWN));
    }

    private void syncBuffer(FleetSpec.Buffer buffer) {
        if (isEnded) {
            return;
        }
        long inUse =
                members().stream().filter(server -> isLive(server) && !isRemovable(server)).count();
        int wanted = buffer.replicasFor(Math.toIntExact(inUse));
        if (wanted != replicas) {
            scale(wanted);
        }
        later(times.bufferSync(), () -> syncBuffer(buffer));
    }

    private List<StoredServer> members() {
        return cluster.all().stream().filter(this::isMember).toList();
    }

    private boolean isMember(StoredServer server) {
        return spec.name().equals(server.labels().get(LABEL));
    }

    private String randomPart() {
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < NAME_PART_LENGTH; i++) {
            part.append(NAME_LETTERS.charAt(random.nextInt(NAME_LETTERS.length())));
        }
        return part.toString();
    }

    /**
     * Whether it counts; one in Error does until its time is over, or a new one would fail at once.
     */
    private static boolean isLive(StoredServer server) {
        return !server.isBeingDeleted()
                && switch (server.state()) {
                    case SHUTDOWN, UNHEALTHY -> false;
                    case PORT_ALLOCATION,
                            CREATING,
                            STARTING,
                            SCHEDULED,
                            REQUEST_READY,
                            READY,
                            RESERVED,
                            ALLOCATED,
                            ERROR,
                            UNKNOWN ->
                            true;
                };
    }

    private static boolean isRemovable(StoredServer server) {
        return server.state() != GameServer.State.ALLOCATED
                && server.state() != GameServer.State.RESERVED;
    }

    private static boolean isReady(StoredServer server) {
        return server.state() == GameServer.State.READY;
    }
}
