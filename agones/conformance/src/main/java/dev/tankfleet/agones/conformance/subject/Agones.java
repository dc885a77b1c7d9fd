package dev.tankfleet.agones.conformance.subject;

import dev.tankfleet.agones.kubernetes.autoscaler.Policy;
import dev.tankfleet.agones.sdk.GameServer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An Agones under test: the emulator, or a cluster. One thread uses it at a time; every call waits
 * until the cluster has taken it, and none waits for what comes of it. What cannot be had there is
 * {@link NotOffered}.
 */
public interface Agones extends AutoCloseable {
    /** How late things happen here. */
    Rhythm rhythm();

    /** Namespace of everything that is made here. */
    String namespace();

    /**
     * Creates a GameServer that is in no Fleet and needs no node; it becomes Ready by itself or
     * when its sidecar is told. If signs of life are due, a sidecar that looks for them runs when
     * this returns.
     */
    void createServer(String name, ServerPlan plan);

    /** Whether sidecars can be reached here. */
    boolean hasSidecars();

    /** Says Ready for a server through the API, where no sidecar can be told. */
    void requestReady(String gameServer);

    /**
     * Port of a GameServer's sidecar on the loopback address, which is started if none ever ran.
     */
    int sidecarPort(String gameServer);

    /** Port of the same sidecar for JSON over HTTP. */
    int sidecarRestPort(String gameServer);

    /** Ends a sidecar as {@code kill -9} does. */
    void killSidecar(String gameServer);

    /** Starts a sidecar that was killed, on the same ports. */
    void startSidecar(String gameServer);

    /** A GameServer as the API has it. */
    Optional<GameServer> find(String gameServer);

    /** All GameServers with that label. */
    List<GameServer> list(String label, String value);

    /** Deletes a GameServer, whatever it does. */
    void delete(String gameServer);

    /** Puts a label on a GameServer through the API. */
    void label(String gameServer, String key, String value);

    /** Where allocations are asked for. */
    Allocators allocators();

    /** Creates a Fleet; each of its servers is told Ready by the suite. */
    void createFleet(FleetPlan plan);

    /** Changes a Fleet of that name; another plan for its servers begins a roll-out. */
    void changeFleet(FleetPlan plan);

    /** Deletes a Fleet with all its servers. */
    void deleteFleet(String name);

    /** What a Fleet has. */
    FleetView fleet(String name);

    /**
     * Creates a FleetAutoscaler.
     *
     * @param sync time from one look to the next, whole seconds on a cluster
     * @throws Refused if Agones does not take it
     */
    void createAutoscaler(String name, String fleet, Policy policy, Duration sync) throws Refused;

    /** What became of the last look of a FleetAutoscaler. */
    AutoscalerView autoscaler(String name);

    /** Deletes all that was made here. */
    @Override
    void close();

    /**
     * How late things happen.
     *
     * @param flush time from a call of the sidecar to its write
     * @param batchWait rhythm of the allocators
     * @param sync shortest time from one look of an autoscaler to the next
     * @param patience how long something that must happen may take
     */
    record Rhythm(Duration flush, Duration batchWait, Duration sync, Duration patience) {}

    /** Agones does not take what it was asked for; the message says why. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        public Refused(String why) {
            super(why);
        }
    }

    /** A behaviour asked for something that this Agones cannot give; the message says for what. */
    final class NotOffered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotOffered(String what) {
            super(what);
        }
    }

    /**
     * What a Fleet has.
     *
     * @param replicas servers
     * @param ready those in Ready
     * @param reserved those in Reserved
     * @param allocated those in Allocated
     * @param wanted servers that it should have
     * @param sets servers that each of its GameServerSets should have, by name
     * @param counters what each counter adds up to
     */
    record FleetView(
            int replicas,
            int ready,
            int reserved,
            int allocated,
            int wanted,
            Map<String, Integer> sets,
            Map<String, Sum> counters) {
        public FleetView {
            sets = Map.copyOf(sets);
            counters = Map.copyOf(counters);
        }
    }

    /** What a counter adds up to, over all servers and over the Allocated ones. */
    record Sum(long count, long capacity, long allocatedCount, long allocatedCapacity) {}

    /** What became of the last look of a FleetAutoscaler. */
    record AutoscalerView(
            int currentReplicas,
            int desiredReplicas,
            boolean isAbleToScale,
            boolean isScalingLimited,
            String lastAppliedPolicy) {}
}
