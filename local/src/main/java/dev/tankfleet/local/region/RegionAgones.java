package dev.tankfleet.local.region;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.Fault;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.node.GameServerSpec;
import dev.tankfleet.agones.emulator.node.RunningGameServer;
import dev.tankfleet.agones.sdk.GameServer;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * The emulated Agones of one region, with its one fleet of game servers. Started and closed by the
 * fleet's thread; servers are launched and stopped on virtual threads.
 */
public final class RegionAgones implements AutoCloseable {
    private static final String FLEET = "tanks";
    private static final String REGION_LABEL = "tankfleet.dev/region";

    /** Our charts set the same; by itself Agones answers one call at a time in half a second. */
    private static final Duration ALLOCATION_BATCH_WAIT = Duration.ofMillis(20);

    /** Plenty for this game; Agones wants a number. */
    private static final long PLAYERS_MAX = 1_024;

    private static final long MATCHES_MAX = 64;

    /**
     * Agones' own rhythm, but for the start: a JVM that has yet to learn its start, among a dozen
     * on two cores, is Ready after a minute, and one that is replaced before takes that minute from
     * the others.
     */
    private static final GameServer.Health HEALTH =
            new GameServer.Health(false, Duration.ofSeconds(5), 3, Duration.ofMinutes(2));

    private final RegionPlan plan;
    private final Emulator emulator;

    private RegionAgones(RegionPlan plan, Emulator emulator) {
        this.plan = plan;
        this.emulator = emulator;
    }

    /**
     * Starts an Agones without servers.
     *
     * @param serverStopMax how long a server may take to end
     */
    public static RegionAgones start(RegionPlan plan, Duration serverStopMax) {
        var config =
                EmulatorConfig.asInAgones(plan.name())
                        .withStopGrace(serverStopMax)
                        .withAllocationBatchWait(ALLOCATION_BATCH_WAIT);
        return new RegionAgones(plan, Emulator.start(config));
    }

    /** Has it start the servers, and from now on replace those that end. */
    public void createServers(int count, Function<GameServerSpec, RunningGameServer> launch) {
        var template =
                ServerTemplate.withLabels(labels(plan))
                        .withCounter("matches", 0, MATCHES_MAX)
                        .withCounter("players", 0, PLAYERS_MAX)
                        .withHealth(HEALTH);
        emulator.createFleet(FleetSpec.of(FLEET, count, template), launch::apply);
    }

    /** What a region's servers are known by when one is allocated. */
    public static Map<String, String> labels(RegionPlan plan) {
        return Map.of(REGION_LABEL, plan.name());
    }

    /** Id of a server on the bus: unique in all regions. */
    public String serverId(GameServerSpec spec) {
        return prefix() + spec.name();
    }

    /** Deletes a server's GameServer, as an operator would; another one starts in its place. */
    public void deleteServer(String serverId) {
        emulator.order(new Fault.ServerDeleted(serverId.substring(prefix().length())));
    }

    /** Where it takes allocations, on the loopback address. */
    public int allocatorPort() {
        return emulator.allocatorPort();
    }

    /** Servers that were allocated so far. */
    public long allocations() {
        return emulator.allocations().total();
    }

    /** Servers in a state now. */
    public int servers(GameServer.State state) {
        return emulator.counts().getOrDefault(state, 0);
    }

    @Override
    public void close() {
        emulator.close();
    }

    private String prefix() {
        return plan.name() + "-";
    }
}
