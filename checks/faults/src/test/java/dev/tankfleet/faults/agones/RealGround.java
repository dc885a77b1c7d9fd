package dev.tankfleet.faults.agones;

import dev.tankfleet.agones.conformance.subject.Agones;
import dev.tankfleet.agones.conformance.subject.Agones.Refused;
import dev.tankfleet.agones.conformance.subject.Allocators;
import dev.tankfleet.agones.conformance.subject.FleetPlan;
import dev.tankfleet.agones.conformance.subject.ServerPlan;
import dev.tankfleet.agones.conformance.subject.kubernetes.RealAgones;
import dev.tankfleet.agones.kubernetes.autoscaler.Policy;
import dev.tankfleet.agones.sdk.GameServer;

import java.time.Duration;
import java.util.List;

/**
 * Real Agones beside a control plane of its own. On its simulated node nothing runs, so the {@link
 * Kubelet} starts an sdk-server for each server of the Fleet, and the game server itself.
 */
final class RealGround implements Ground {
    private static final String REGION = "tankfleet.dev/region";
    private static final Duration SYNC = Duration.ofSeconds(1);

    /** Signs of life are due as where nothing is said: each 5 s, three misses, 5 s at the start. */
    private static final GameServer.Health HEALTH =
            new GameServer.Health(false, Duration.ofSeconds(5), 3, Duration.ofSeconds(5));

    private final RealAgones real;
    private final Agones agones;
    private Kubelet kubelet;

    /**
     * @param real the caller's; one ground at a time
     */
    RealGround(RealAgones real) {
        this.real = real;
        this.agones = real.open();
    }

    @Override
    public Allocators allocators() {
        return agones.allocators();
    }

    @Override
    public void createFleet(int servers, Launcher launcher) {
        var plan =
                ServerPlan.labelled(REGION, AgonesRegion.NAME)
                        .withCounter("matches", 0, AgonesRegion.MATCHES_MAX)
                        .withCounter("players", 0, AgonesRegion.PLAYERS_MAX)
                        .withHealth(HEALTH);
        agones.createFleet(
                FleetPlan.of(AgonesRegion.FLEET, servers, plan)
                        .withOverflowLabel(AgonesRegion.OVERFLOW, "true"));
        kubelet = Kubelet.start(new Pods(real.open()), launcher);
    }

    @Override
    public List<GameServer> servers() {
        return serversOf(agones);
    }

    @Override
    public void createAutoscaler(Chain chain) {
        var evening =
                new Policy.Schedule(
                        new Policy.Between(Chain.FROM, Chain.TO),
                        new Policy.ActivePeriod(null, null, null),
                        room(chain.evening()));
        try {
            agones.createAutoscaler(
                    AgonesRegion.FLEET,
                    AgonesRegion.FLEET,
                    Policy.chainOf(
                            Policy.of(Policy.Webhook.at(chain.matchmaker().toString()))
                                    .withId("matchmaker"),
                            Policy.of(evening).withId("evening"),
                            room(chain.matches()).withId("matches")),
                    SYNC);
        } catch (Refused e) {
            throw new IllegalStateException(e);
        }
    }

    private static Policy room(int free) {
        return Policy.ofCounter(
                Policy.Room.of("matches", Integer.toString(free), free, Chain.CAPACITY_MAX));
    }

    @Override
    public String lastAppliedPolicy() {
        return agones.autoscaler(AgonesRegion.FLEET).lastAppliedPolicy();
    }

    @Override
    public int replicas() {
        return agones.fleet(AgonesRegion.FLEET).wanted();
    }

    /** The Fleet goes first, or what the kubelet stops would be replaced. */
    @Override
    public void close() {
        try {
            agones.close();
        } finally {
            if (kubelet != null) {
                kubelet.close();
            }
        }
    }

    private static List<GameServer> serversOf(Agones agones) {
        return agones.list(REGION, AgonesRegion.NAME);
    }

    /** Has an Agones of its own, because each belongs to one thread. */
    private record Pods(Agones agones) implements Kubelet.Pods {
        @Override
        public List<GameServer> list() {
            return serversOf(agones);
        }

        @Override
        public int startSidecar(String gameServer) {
            return agones.sidecarPort(gameServer);
        }

        @Override
        public void endSidecar(String gameServer) {
            agones.killSidecar(gameServer);
        }

        @Override
        public void close() {
            agones.close();
        }
    }
}
