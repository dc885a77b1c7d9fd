package dev.tankfleet.agones.emulator.fleet;

import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Keeps the servers of one Fleet, in a {@link GameServerSet} for each template that it has had.
 * Owned by the loop.
 *
 * <p>Whatever changes, it takes a turn soon after: one {@linkplain RollOut step} of a roll-out, if
 * one is under way, and a turn of each set.
 */
public final class Fleet implements Cluster.Listener {
    /** Label with the Fleet's name on each of its servers. */
    public static final String LABEL = "agones.dev/fleet";

    private static final String NAME_LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int NAME_PART_LENGTH = 5;

    private final Loop loop;
    private final Cluster cluster;
    private final Consumer<StoredServer> starter;
    private final RandomGenerator random;
    private final FleetTimes times;

    // Owned by the loop.
    private final Map<String, GameServerSet> sets = new LinkedHashMap<>();
    private FleetSpec spec;
    private long allocations;
    private boolean isTurnSet;
    private boolean isEnded;

    /**
     * The rhythm of a Fleet.
     *
     * @param reaction time from a change to the turn that answers it
     * @param errorHold how long a server in Error stays
     */
    public record FleetTimes(Duration reaction, Duration errorHold) {}

    /**
     * @param starter has a server started that was created
     */
    public Fleet(
            Loop loop,
            Cluster cluster,
            FleetSpec spec,
            Consumer<StoredServer> starter,
            FleetTimes times,
            RandomGenerator random) {
        this.loop = loop;
        this.cluster = cluster;
        this.spec = spec;
        this.starter = starter;
        this.times = times;
        this.random = random;
    }

    /** Begins to keep its servers. */
    public void start() {
        cluster.listen(this);
        setTurn(times.reaction());
    }

    /** What it should be now. */
    public FleetSpec spec() {
        return spec;
    }

    /** What it has now. */
    public FleetStatus status() {
        return FleetStatus.of(spec.template(), servers());
    }

    /** How often one of its servers came to Allocated; one allocated once more does not count. */
    public long allocations() {
        return allocations;
    }

    /** Those of its servers that a scale-down may take, the first to go first. */
    public List<StoredServer> removable() {
        return servers().stream()
                .filter(server -> !FleetStatus.isLeaving(server))
                .filter(server -> !GameServerSet.isKept(server))
                .sorted(spec.scaleDown().order())
                .toList();
    }

    /** How many servers each of its sets should have, by the set's name. */
    public Map<String, Integer> sets() {
        Map<String, Integer> replicas = new HashMap<>();
        sets.forEach((name, set) -> replicas.put(name, set.replicas()));
        return Map.copyOf(replicas);
    }

    /** Changes what it should be; another template begins a roll-out. */
    public void change(FleetSpec newSpec) {
        if (!newSpec.name().equals(spec.name())) {
            throw new IllegalArgumentException(
                    "name: " + newSpec.name() + " (expected: " + spec.name() + ")");
        }
        spec = newSpec;
        setTurn(times.reaction());
    }

    /** Deletes all servers, the Allocated ones too, and makes no more. */
    public void end() {
        isEnded = true;
        servers().forEach(server -> cluster.delete(server.name()));
        if (servers().isEmpty()) {
            cluster.unlisten(this);
        }
    }

    @Override
    public void onChange(@Nullable StoredServer before, @Nullable StoredServer after) {
        GameServerSet set = setOf(before, after);
        if (set == null) {
            return;
        }
        if (after != null) {
            set.onServer(after);
            onState(before, after);
        } else if (before != null) {
            set.onGone(before);
        }
        setTurn(times.reaction());
        if (isEnded && servers().isEmpty()) {
            cluster.unlisten(this);
        }
    }

    private void onState(@Nullable StoredServer before, StoredServer after) {
        if (before != null && before.state() == after.state()) {
            return;
        }
        if (after.state() == GameServer.State.ALLOCATED) {
            allocations++;
        }
        if (after.state() == GameServer.State.ERROR) {
            loop.after(times.errorHold(), () -> setTurn(Duration.ZERO));
        }
    }

    private List<StoredServer> servers() {
        return sets.values().stream().flatMap(set -> set.servers().stream()).toList();
    }

    private @Nullable GameServerSet setOf(
            @Nullable StoredServer before, @Nullable StoredServer after) {
        StoredServer changed = after == null ? before : after;
        return changed == null ? null : sets.get(changed.labels().get(GameServerSet.LABEL));
    }

    private void setTurn(Duration delay) {
        if (!isTurnSet && !isEnded) {
            isTurnSet = true;
            loop.after(delay, () -> cluster.leadership().run(this::turn));
        }
    }

    private void turn() {
        isTurnSet = false;
        if (isEnded) {
            return;
        }
        GameServerSet active = active();
        List<GameServerSet> rest = new ArrayList<>(sets.values());
        rest.remove(active);
        Map<String, Integer> before = sets();
        int replicas = RollOut.step(spec, active, rest);
        RollOut.empty(rest).forEach(set -> sets.remove(set.name()));
        active.scale(replicas);
        boolean isUnfinished = !before.equals(sets());
        for (GameServerSet set : List.copyOf(sets.values())) {
            isUnfinished |= set.turn(spec.scaleDown(), loop.now().minus(times.errorHold()));
        }
        if (isUnfinished) {
            setTurn(times.reaction());
        }
    }

    /** The set of the template; an older one of the same template is it once more. */
    private GameServerSet active() {
        for (GameServerSet set : sets.values()) {
            if (set.template().equals(spec.template())) {
                return set;
            }
        }
        String name = spec.name() + "-" + randomPart();
        var created =
                new GameServerSet(
                        cluster, name, spec.template(), spec.overflow(), this::createServer);
        sets.put(name, created);
        return created;
    }

    private void createServer(GameServerSet set) {
        ServerTemplate template = set.template();
        Map<String, String> labels = Map.of(LABEL, spec.name(), GameServerSet.LABEL, set.name());
        String name = freeName(set);
        starter.accept(cluster.create(name, labels, template));
    }

    /** With thousands of servers two would be given one name. */
    private String freeName(GameServerSet set) {
        String name = set.name() + "-" + randomPart();
        while (cluster.find(name).isPresent()) {
            name = set.name() + "-" + randomPart();
        }
        return name;
    }

    private String randomPart() {
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < NAME_PART_LENGTH; i++) {
            part.append(NAME_LETTERS.charAt(random.nextInt(NAME_LETTERS.length())));
        }
        return part.toString();
    }
}
