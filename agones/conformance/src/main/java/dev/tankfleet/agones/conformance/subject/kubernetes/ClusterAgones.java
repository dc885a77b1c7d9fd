package dev.tankfleet.agones.conformance.subject.kubernetes;

import dev.tankfleet.agones.conformance.cluster.AgonesProcesses;
import dev.tankfleet.agones.conformance.subject.Agones;
import dev.tankfleet.agones.conformance.subject.Allocators;
import dev.tankfleet.agones.conformance.subject.FleetPlan;
import dev.tankfleet.agones.conformance.subject.ServerPlan;
import dev.tankfleet.agones.kubernetes.AgonesResources;
import dev.tankfleet.agones.kubernetes.autoscaler.FleetAutoscaler;
import dev.tankfleet.agones.kubernetes.autoscaler.FleetAutoscalerSpec;
import dev.tankfleet.agones.kubernetes.autoscaler.Policy;
import dev.tankfleet.agones.kubernetes.fleet.Fleet;
import dev.tankfleet.agones.kubernetes.fleet.GameServerSet;
import dev.tankfleet.agones.sdk.GameServer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;

import org.jspecify.annotations.Nullable;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real Agones for one behaviour: all that is made here is in the namespace {@code default} and is
 * deleted at the end, so several can share a cluster, each with a thread of its own. The client is
 * the caller's.
 *
 * <p>Servers outside of Fleets have no Pod; those of Fleets need a node, a simulated one will do.
 * Where nobody starts sidecars, behaviours that need one are told so, and the others go on.
 */
public final class ClusterAgones implements Agones {
    private static final String NAMESPACE = "default";
    private static final String FLEET = "agones.dev/fleet";
    private static final Duration FLUSH = Duration.ofMillis(500);
    private static final Duration BATCH_WAIT = Duration.ofMillis(500);
    private static final Duration SYNC = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);

    /** A garbage collector learns new kinds only twice a minute. */
    private static final Duration GONE_WITHIN = Duration.ofSeconds(90);

    /** A definition says 422; a webhook may leave the number to the API server. */
    private static final Set<Integer> REFUSALS =
            Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, 422);

    // Nobody listens there; they only have to differ.
    private static final int HOST_PORT_MIN = 40_000;
    private static final int HOST_PORTS = 20_000;
    private static final AtomicInteger NEXT_PORT = new AtomicInteger();

    private final AgonesResources resources;
    private final Duration batchWait;
    private final @Nullable Sidecars sidecars;
    private final @Nullable Allocators allocators;

    // Of the behaviour's thread: what is to be deleted.
    private final Set<String> servers = new HashSet<>();
    private final Map<String, FleetPlan> fleets = new HashMap<>();
    private final Set<String> autoscalers = new HashSet<>();

    private ClusterAgones(
            KubernetesClient client,
            Duration batchWait,
            @Nullable Sidecars sidecars,
            @Nullable Allocators allocators) {
        this.resources = new AgonesResources(client);
        this.batchWait = batchWait;
        this.sidecars = sidecars;
        this.allocators = allocators;
    }

    /**
     * Agones that was started beside a control plane of ours.
     *
     * @param client of an administrator there
     */
    public static ClusterAgones beside(AgonesProcesses processes, KubernetesClient client) {
        var allocators =
                new Allocators(
                        processes.allocatorPort(),
                        processes.allocatorRestPort(),
                        processes.allocatorAuthority(),
                        processes.allocatorClient().certificate(),
                        processes.allocatorClient().key());
        return new ClusterAgones(
                client, processes.batchWait(), new Sidecars(processes), allocators);
    }

    /** Agones in somebody's cluster, of which only the API server can be reached. */
    public static ClusterAgones in(KubernetesClient client) {
        return new ClusterAgones(client, BATCH_WAIT, null, null);
    }

    @Override
    public Rhythm rhythm() {
        return new Rhythm(FLUSH, batchWait, SYNC, PATIENCE);
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public void createServer(String name, ServerPlan plan) {
        boolean isHealthDue = !plan.health().disabled();
        Sidecars looking = isHealthDue ? sidecars() : null;
        int port = HOST_PORT_MIN + Math.floorMod(NEXT_PORT.getAndIncrement(), HOST_PORTS);
        servers.add(name);
        gameServers().resource(Plans.gameServer(name, plan, port)).create();
        if (looking != null) {
            Wait.until(
                    name + " has an address",
                    READY_WITHIN,
                    () -> find(name).filter(it -> !it.address().isEmpty()).isPresent());
            looking.startFirst(name, true);
        }
    }

    @Override
    public boolean hasSidecars() {
        return sidecars != null;
    }

    @Override
    public void requestReady(String gameServer) {
        patch(gameServer, Map.of("status", Map.of("state", "RequestReady")));
    }

    @Override
    public int sidecarPort(String gameServer) {
        return sidecarOf(gameServer).of(gameServer).grpcPort();
    }

    @Override
    public int sidecarRestPort(String gameServer) {
        return sidecarOf(gameServer).of(gameServer).httpPort();
    }

    @Override
    public void killSidecar(String gameServer) {
        sidecarOf(gameServer).kill(gameServer);
    }

    @Override
    public void startSidecar(String gameServer) {
        sidecarOf(gameServer).startAgain(gameServer);
    }

    /** All sidecars, that one started. */
    private Sidecars sidecarOf(String gameServer) {
        Sidecars all = sidecars();
        if (!all.has(gameServer)) {
            boolean isHealthDue =
                    find(gameServer).filter(it -> !it.health().disabled()).isPresent();
            all.startFirst(gameServer, isHealthDue);
        }
        return all;
    }

    private Sidecars sidecars() {
        if (sidecars == null) {
            throw new NotOffered("a sidecar");
        }
        return sidecars;
    }

    @Override
    public Optional<GameServer> find(String gameServer) {
        return Optional.ofNullable(gameServers().withName(gameServer).get()).map(Views::gameServer);
    }

    @Override
    public List<GameServer> list(String label, String value) {
        return gameServers().withLabel(label, value).list().getItems().stream()
                .map(Views::gameServer)
                .toList();
    }

    @Override
    public void delete(String gameServer) {
        var _ = gameServers().withName(gameServer).delete();
    }

    @Override
    public void label(String gameServer, String key, String value) {
        patch(gameServer, Map.of("metadata", Map.of("labels", Map.of(key, value))));
    }

    @Override
    public Allocators allocators() {
        if (allocators == null) {
            throw new NotOffered("an allocator");
        }
        return allocators;
    }

    @Override
    public void createFleet(FleetPlan plan) {
        fleets.put(plan.name(), plan);
        fleets().resource(Plans.fleet(plan)).create();
    }

    @Override
    public void changeFleet(FleetPlan plan) {
        FleetPlan before = Objects.requireNonNull(fleets.put(plan.name(), plan), plan.name());
        fleets().withName(plan.name())
                .edit(
                        fleet -> {
                            fleet.setSpec(Plans.changed(fleet.getSpec(), before, plan));
                            return fleet;
                        });
    }

    @Override
    public void deleteFleet(String name) {
        var _ = fleets().withName(name).delete();
    }

    @Override
    public FleetView fleet(String name) {
        Fleet fleet = Objects.requireNonNull(fleets().withName(name).get(), name);
        return Views.fleet(fleet, setsOf(name));
    }

    private List<GameServerSet> setsOf(String fleet) {
        return here(resources.gameServerSets()).withLabel(FLEET, fleet).list().getItems();
    }

    @Override
    public void createAutoscaler(String name, String fleet, Policy policy, Duration sync)
            throws Refused {
        if (allocators == null && asksSomebody(policy)) {
            throw new NotOffered("a webhook on the loopback address");
        }
        var autoscaler = new FleetAutoscaler();
        autoscaler.setMetadata(new ObjectMetaBuilder().withName(name).build());
        int seconds = Math.max(1, Math.toIntExact(sync.toSeconds()));
        autoscaler.setSpec(FleetAutoscalerSpec.of(fleet, policy, seconds));
        try {
            autoscalers().resource(autoscaler).create();
            autoscalers.add(name);
        } catch (KubernetesClientException e) {
            if (REFUSALS.contains(e.getCode())) {
                throw new Refused(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** Whoever reaches nothing but the API server is not reached from there either. */
    private static boolean asksSomebody(Policy policy) {
        return policy.webhook() != null
                || policy.chain().stream().anyMatch(ClusterAgones::asksSomebody);
    }

    @Override
    public AutoscalerView autoscaler(String name) {
        return Views.autoscaler(Objects.requireNonNull(autoscalers().withName(name).get(), name));
    }

    /** Deletes all that was made here, and waits until it is gone. */
    @Override
    public void close() {
        if (sidecars != null) {
            sidecars.close();
        }
        autoscalers.forEach(name -> autoscalers().withName(name).delete());
        fleets.keySet().forEach(name -> fleets().withName(name).delete());
        servers.forEach(name -> gameServers().withName(name).delete());
        Wait.until("all of it is gone", GONE_WITHIN, this::isGone);
    }

    private boolean isGone() {
        return servers.stream().allMatch(name -> find(name).isEmpty())
                && fleets.keySet().stream()
                        .allMatch(name -> setsOf(name).isEmpty() && list(FLEET, name).isEmpty());
    }

    private void patch(String gameServer, Map<String, ?> change) {
        gameServers()
                .withName(gameServer)
                .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(change));
    }

    private NonNamespaceOperation<
                    dev.tankfleet.agones.kubernetes.gameserver.GameServer,
                    KubernetesResourceList<dev.tankfleet.agones.kubernetes.gameserver.GameServer>,
                    Resource<dev.tankfleet.agones.kubernetes.gameserver.GameServer>>
            gameServers() {
        return here(resources.gameServers());
    }

    private NonNamespaceOperation<Fleet, KubernetesResourceList<Fleet>, Resource<Fleet>> fleets() {
        return here(resources.fleets());
    }

    private NonNamespaceOperation<
                    FleetAutoscaler,
                    KubernetesResourceList<FleetAutoscaler>,
                    Resource<FleetAutoscaler>>
            autoscalers() {
        return here(resources.fleetAutoscalers());
    }

    private static <T extends HasMetadata>
            NonNamespaceOperation<T, KubernetesResourceList<T>, Resource<T>> here(
                    MixedOperation<T, KubernetesResourceList<T>, Resource<T>> anywhere) {
        return anywhere.inNamespace(NAMESPACE);
    }
}
