package dev.tankfleet.agones.emulator;

import dev.tankfleet.agones.emulator.allocator.AllocationLog;
import dev.tankfleet.agones.emulator.allocator.Allocator;
import dev.tankfleet.agones.emulator.allocator.OrderedFaults;
import dev.tankfleet.agones.emulator.autoscaler.AutoscalerSpec;
import dev.tankfleet.agones.emulator.autoscaler.AutoscalerStatus;
import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.cluster.NameRules;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.cluster.StateController;
import dev.tankfleet.agones.emulator.extensions.Extensions;
import dev.tankfleet.agones.emulator.extensions.ExtensionsTls;
import dev.tankfleet.agones.emulator.fleet.FleetSpec;
import dev.tankfleet.agones.emulator.fleet.FleetStatus;
import dev.tankfleet.agones.emulator.grpc.ClusterSockets;
import dev.tankfleet.agones.emulator.loop.Calls;
import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.emulator.loop.ThreadLoop;
import dev.tankfleet.agones.emulator.node.GameServerLauncher;
import dev.tankfleet.agones.emulator.node.Node;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.emulator.sidecar.Sidecars;
import dev.tankfleet.agones.sdk.GameServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * One emulated cluster with Agones. Any thread may call it; all state belongs to its loop, and each
 * call here is a command to that loop, which answers within 5 s.
 *
 * <p>It runs one thread for the loop, one for all sockets, one that reads certificates again if
 * there are any, one for the extensions if they were opened, and virtual threads for the user's
 * launcher.
 */
public final class Emulator implements AutoCloseable {
    private static final Duration STOP_MARGIN = Duration.ofSeconds(1);

    private final EmulatorConfig config;
    private final Loop loop;
    private final Calls calls;
    private final ExecutorService blocking;
    private final ClusterSockets sockets;
    private final Cluster cluster;
    private final Sidecars sidecars;
    private final Node node;
    private final Faults faults;
    private final AllocationLog allocations = new AllocationLog();
    private final List<Allocator> allocators;
    private final Extensions extensions;

    private final Fleets fleets;

    private volatile int allocatorPort;

    private Emulator(EmulatorConfig config, Loop loop, RandomGenerator random) {
        this.config = config;
        this.loop = loop;
        this.calls = new Calls(loop);
        this.blocking =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("agones-" + config.name() + "-", 0).factory());
        this.cluster = new Cluster(loop, config.namespace(), random);
        this.sockets = new ClusterSockets(config.name(), config.node().address(), loop, cluster);
        this.sidecars = new Sidecars(loop, cluster, config.times().sdkFlush());
        this.node = new Node(loop, cluster, sidecars, sockets, blocking, config.node());
        OrderedFaults ofAllocations = new OrderedFaults();
        this.faults = new Faults(cluster, sidecars, node, ofAllocations);
        this.fleets = new Fleets(loop, cluster, blocking, config.times(), random);
        Supplier<Allocator> newAllocator =
                () ->
                        Allocator.follow(
                                loop,
                                cluster,
                                config.allocators().limits(),
                                random,
                                ofAllocations,
                                allocations);
        this.extensions =
                new Extensions(loop, newAllocator, config.name(), config.node().address());
        this.allocators = new ArrayList<>();
        for (int i = 0; i < config.allocators().replicas(); i++) {
            allocators.add(newAllocator.get());
        }
        cluster.listen(new StateController(loop, cluster, config.times().controllerDelay()));
        cluster.listen(node);
    }

    /**
     * A running cluster without servers.
     *
     * @throws UncheckedIOException if the allocator's port or the one after it is taken, or its
     *     certificates cannot be read; the message names which
     */
    public static Emulator start(EmulatorConfig config) {
        return start(config, InstantSource.system(), RandomGenerator.of("L64X128MixRandom"));
    }

    /**
     * Like {@link #start(EmulatorConfig)}, with these sources of time and chance.
     *
     * @param clock tells the time of the start
     * @param random picks names, and servers if scheduling is Distributed
     */
    public static Emulator start(
            EmulatorConfig config, InstantSource clock, RandomGenerator random) {
        Loop loop = ThreadLoop.start("agones-" + config.name(), clock);
        Emulator emulator = new Emulator(config, loop, random);
        try {
            emulator.allocatorPort =
                    emulator.sockets.openAllocators(
                            emulator.allocators,
                            config.allocators().port(),
                            config.allocators().tls());
            return emulator;
        } catch (IOException e) {
            emulator.close();
            throw new UncheckedIOException(
                    "no AllocationService on allocatorPort "
                            + config.allocators().port()
                            + " and the one after it: "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * Port of the AllocationService over gRPC on the loopback address; the one after it speaks JSON
     * over HTTP. Both are plaintext unless {@link EmulatorConfig.Allocators#tls} is set.
     */
    public int allocatorPort() {
        return allocatorPort;
    }

    /**
     * Opens the allocation API as an API server finds it behind its aggregation layer, with an
     * allocator of its own.
     *
     * @param port its port on the loopback address, 0 for a free one
     * @return the port
     * @throws UncheckedIOException if the port is taken, or the files cannot be read
     */
    public int openExtensions(int port, ExtensionsTls tls) {
        return call(() -> extensions.open(port, tls));
    }

    /**
     * Creates a Fleet and has its servers launched in the background.
     *
     * @throws IllegalArgumentException if there is a Fleet of that name
     */
    public void createFleet(FleetSpec spec, GameServerLauncher launcher) {
        Objects.requireNonNull(launcher, "launcher");
        run(() -> fleets.create(spec, server -> node.start(server, launcher)));
    }

    /**
     * Creates a Fleet whose servers nobody runs: they have neither process nor port, become Ready
     * by themselves and never Unhealthy. {@link #speakFor} says what they would say.
     *
     * @throws IllegalArgumentException if there is a Fleet of that name
     */
    public void createSimulatedFleet(FleetSpec spec) {
        run(() -> fleets.create(spec, node::simulate));
    }

    /**
     * Says something to a sidecar in its game server's place, as {@code Sidecar::ready}.
     *
     * @param words runs on the loop, and must not block
     * @throws IllegalArgumentException if there is no GameServer of that name
     */
    public void speakFor(String gameServer, Consumer<Sidecar> words) {
        run(
                () ->
                        words.accept(
                                sidecars.find(gameServer)
                                        .orElseThrow(() -> noSuchServer(gameServer))));
    }

    /**
     * Changes the number of servers of a Fleet; an autoscaler may change it back.
     *
     * @throws IllegalArgumentException if there is no Fleet of that name
     */
    public void scaleFleet(String name, int replicas) {
        changeFleet(name, spec -> spec.withReplicas(replicas));
    }

    /**
     * Changes a Fleet; another template begins a roll-out.
     *
     * @throws IllegalArgumentException if there is no Fleet of that name, or it gets another one
     */
    public void changeFleet(String name, UnaryOperator<FleetSpec> change) {
        run(() -> fleets.change(name, change));
    }

    /**
     * Deletes a Fleet and all its servers, the Allocated ones too.
     *
     * @throws IllegalArgumentException if there is no Fleet of that name
     */
    public void deleteFleet(String name) {
        run(() -> fleets.delete(name));
    }

    /**
     * What a Fleet has now.
     *
     * @throws IllegalArgumentException if there is no Fleet of that name
     */
    public FleetStatus fleetStatus(String name) {
        return call(() -> fleets.status(name));
    }

    /**
     * What a Fleet should be now.
     *
     * @throws IllegalArgumentException if there is no Fleet of that name
     */
    public FleetSpec fleetSpec(String name) {
        return call(() -> fleets.spec(name));
    }

    /**
     * How many servers each GameServerSet of a Fleet should have, by the set's name; more than one
     * while a roll-out is under way.
     *
     * @throws IllegalArgumentException if there is no Fleet of that name
     */
    public Map<String, Integer> gameServerSets(String fleet) {
        return call(() -> fleets.sets(fleet));
    }

    /**
     * Creates a FleetAutoscaler; its Fleet need not be there yet.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    public void createAutoscaler(AutoscalerSpec spec) {
        run(() -> fleets.createAutoscaler(spec));
    }

    /**
     * Deletes a FleetAutoscaler; the Fleet stays as it is.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public void deleteAutoscaler(String name) {
        run(() -> fleets.deleteAutoscaler(name));
    }

    /**
     * What became of the last look of a FleetAutoscaler.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public AutoscalerStatus autoscalerStatus(String name) {
        return call(() -> fleets.autoscalerStatus(name));
    }

    /**
     * Creates a GameServer without a process, for a server that somebody starts by hand. Its
     * sidecar outlives its deletion.
     *
     * @return the sidecar's port for gRPC; the one after it speaks JSON over HTTP
     * @throws UncheckedIOException if one of the two is taken
     */
    public int createGameServer(String name, ServerTemplate template) {
        return call(
                () -> {
                    try {
                        return node.develop(cluster.create(name, Map.of(), template));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /**
     * Puts labels and annotations on a GameServer, as somebody does who has access to the cluster.
     *
     * @throws IllegalArgumentException if there is none of that name, or a key or value is none
     */
    public void annotate(
            String gameServer, Map<String, String> labels, Map<String, String> annotations) {
        NameRules.check(labels, annotations);
        run(
                () -> {
                    if (cluster.find(gameServer).isEmpty()) {
                        throw noSuchServer(gameServer);
                    }
                    cluster.update(gameServer, server -> server.withMetadata(labels, annotations));
                });
    }

    /**
     * Lets something go wrong.
     *
     * @throws IllegalArgumentException if it is a fault of a server that is not there
     */
    public void order(Fault fault) {
        run(() -> faults.order(fault));
    }

    /** All GameServers as a client of the cluster sees them now, by name. */
    public List<GameServer> gameServers() {
        return cluster.views();
    }

    /** How many GameServers are in each state that occurs. */
    public Map<GameServer.State, Integer> counts() {
        Map<GameServer.State, Integer> counts = new EnumMap<>(GameServer.State.class);
        gameServers().forEach(server -> counts.merge(server.state(), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }

    /** The allocations that came in over the wire. */
    public AllocationLog allocations() {
        return allocations;
    }

    /**
     * Deletes all Fleets, waits until their servers have stopped or the grace time is over, and
     * ends all sockets and threads.
     */
    @Override
    public void close() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        boolean isTaken =
                loop.offer(
                        () -> {
                            fleets.end();
                            node.whenEmpty(() -> stopped.complete(null));
                        });
        if (isTaken) {
            await(stopped, config.node().stopGrace().plus(STOP_MARGIN));
        }
        extensions.close();
        sockets.close();
        loop.close();
        if (!isTaken) {
            // It ended by itself, and nobody else will.
            node.killAll();
        }
        blocking.shutdownNow();
    }

    private static IllegalArgumentException noSuchServer(String name) {
        return new IllegalArgumentException(
                "gameServer: " + name + " (expected: one that there is)");
    }

    private void run(Runnable command) {
        call(Executors.callable(command, true));
    }

    private <T> T call(Callable<T> command) {
        return calls.call(command);
    }

    private static void await(CompletableFuture<Void> future, Duration max) {
        try {
            future.get(max.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // The grace time is over; whoever still runs is on his own.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
