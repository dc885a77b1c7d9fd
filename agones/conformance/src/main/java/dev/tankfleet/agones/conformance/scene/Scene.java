package dev.tankfleet.agones.conformance.scene;

import dev.tankfleet.agones.allocation.proto.AllocationRequest;
import dev.tankfleet.agones.allocation.proto.AllocationResponse;
import dev.tankfleet.agones.allocation.proto.GameServerSelector;
import dev.tankfleet.agones.allocation.proto.MetaPatch;
import dev.tankfleet.agones.conformance.grpc.Answer;
import dev.tankfleet.agones.conformance.grpc.RawAllocator;
import dev.tankfleet.agones.conformance.subject.Agones;
import dev.tankfleet.agones.conformance.subject.FleetPlan;
import dev.tankfleet.agones.conformance.subject.ServerPlan;
import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One behaviour's own part of an Agones: everything in it has a label that nothing else has. One
 * thread uses it.
 */
public final class Scene implements AutoCloseable {
    /** Label of all that belongs to one scene. */
    public static final String LABEL = "scene";

    /** Looks within one flush; more would only keep an API server busy. */
    private static final int LOOKS_PER_FLUSH = 30;

    private static final int ASKED_MAX = 2;
    private static final String NONE_LEFT = "RESOURCE_EXHAUSTED";
    private static final int LOOKS_MAX = 20;
    private static final int NUMBERS = 1 << 30;

    private final Agones agones;
    private final String id = Integer.toString(ThreadLocalRandom.current().nextInt(NUMBERS), 36);
    private final Map<String, Server> servers = new HashMap<>();
    private @Nullable RawAllocator allocator;

    public Scene(Agones agones) {
        this.agones = agones;
    }

    /** The Agones on which this is tried. */
    public Agones agones() {
        return agones;
    }

    /** Value of the label. */
    public String id() {
        return id;
    }

    /** A plan for servers of this scene. */
    public ServerPlan plan() {
        return ServerPlan.labelled(LABEL, id);
    }

    /** A server that is Ready. */
    public Server server() {
        return server(plan());
    }

    /** A server from that plan that is Ready. */
    public Server server(ServerPlan plan) {
        String name = "s-" + id + "-" + servers.size();
        agones.createServer(name, plan);
        Server server = named(name);
        eventually(
                name + " is there",
                () -> agones.find(name).filter(it -> !it.address().isEmpty()).isPresent());
        makeReady(server);
        return server;
    }

    /** A server that was allocated for the caller of that name. */
    public Server allocatedServer(String caller) {
        return allocatedServer(plan(), caller);
    }

    /** A server from that plan that was allocated for the caller of that name. */
    public Server allocatedServer(ServerPlan plan, String caller) {
        Server server = server(plan);
        allocated(intent(ask(), caller));
        return server;
    }

    /** A server that there is. */
    public Server named(String name) {
        return servers.computeIfAbsent(name, n -> new Server(this, agones, n));
    }

    /** A plan for a Fleet of this scene. */
    public FleetPlan fleetPlan(int replicas, ServerPlan plan) {
        return FleetPlan.of("f-" + id, replicas, plan);
    }

    /** A Fleet whose servers are all Ready. */
    public FleetPlan fleet(FleetPlan plan) {
        agones.createFleet(plan);
        awaitServers(plan.replicas());
        makeAllReady();
        return plan;
    }

    /** All servers of this scene that are not on their way out. */
    public List<GameServer> list() {
        return agones.list(LABEL, id).stream()
                .filter(it -> !it.isBeingDeleted() && it.state() != GameServer.State.SHUTDOWN)
                .toList();
    }

    /** Those of them in that state. */
    public List<GameServer> list(GameServer.State state) {
        return list().stream().filter(server -> server.state() == state).toList();
    }

    /** Waits until there are so many servers. */
    public void awaitServers(int count) {
        eventually(count + " servers", () -> list().size() == count);
    }

    /** Waits until so many servers are in that state. */
    public void await(int count, GameServer.State state) {
        eventually(count + " servers " + state.text(), () -> list(state).size() == count);
    }

    /** Tells Ready for all servers that are Scheduled, and waits until they are. */
    public void makeAllReady() {
        eventually(
                "all servers are scheduled",
                () -> list().stream().noneMatch(server -> server.address().isEmpty()));
        list(GameServer.State.SCHEDULED).forEach(server -> makeReady(named(server.name())));
    }

    private void makeReady(Server server) {
        if (server.state() != GameServer.State.READY) {
            if (agones.hasSidecars()) {
                server.sidecar().ready().orFail();
            } else {
                agones.requestReady(server.name());
            }
            server.await(GameServer.State.READY);
        }
    }

    /** A request for any Ready server of this scene. */
    public AllocationRequest.Builder ask() {
        return ask(ready());
    }

    /** A request for an Allocated server of this scene. */
    public AllocationRequest.Builder askAgain() {
        return ask(ready().setGameServerState(GameServerSelector.GameServerState.ALLOCATED));
    }

    /** A request with these selectors. */
    public AllocationRequest.Builder ask(GameServerSelector.Builder... selectors) {
        var request = AllocationRequest.newBuilder().setNamespace(agones.namespace());
        for (GameServerSelector.Builder selector : selectors) {
            request.addGameServerSelectors(selector);
        }
        return request;
    }

    /** Any Ready server of this scene. */
    public GameServerSelector.Builder ready() {
        return GameServerSelector.newBuilder().putMatchLabels(LABEL, id);
    }

    /** The request with the name of who asks as an annotation. */
    public AllocationRequest.Builder intent(AllocationRequest.Builder request, String caller) {
        return request.setMetadata(MetaPatch.newBuilder().putAnnotations("intent", caller));
    }

    /** Asks. */
    public Answer<AllocationResponse> allocate(AllocationRequest.Builder request) {
        return allocator().allocate(request.build());
    }

    /**
     * Asks, and must be answered with a server. An allocator hears of a change a moment after the
     * API has it, so it may have to be asked again; a batch later it knows.
     */
    public AllocationResponse allocated(AllocationRequest.Builder request) {
        Answer<AllocationResponse> answer = allocate(request);
        for (int asked = 1; asked < ASKED_MAX && answer.code().equals(NONE_LEFT); asked++) {
            answer = allocate(request);
        }
        return answer.orFail();
    }

    /** Asks in the background. */
    public CompletableFuture<Answer<AllocationResponse>> allocateLater(
            AllocationRequest.Builder request) {
        var built = request.build();
        var client = allocator();
        var answer = new CompletableFuture<Answer<AllocationResponse>>();
        Thread.ofVirtual().start(() -> answer.complete(client.allocate(built)));
        return answer;
    }

    /** Who asks for servers, with a certificate. */
    public RawAllocator allocator() {
        if (allocator == null) {
            allocator = new RawAllocator(agones.allocators(), true);
        }
        return allocator;
    }

    /**
     * Does something to a server and looks at once, well before a flush is over. The machine may
     * stand still between the two; that says nothing, and another server is tried.
     *
     * @param prepare makes a server
     * @param callAndLook what was seen
     * @throws AssertionError if no look was in time
     */
    public <T> Seen<T> promptly(Supplier<Server> prepare, Function<Server, T> callAndLook) {
        for (int tries = 0; tries < LOOKS_MAX; tries++) {
            Server server = prepare.get();
            long startNs = System.nanoTime();
            T value = callAndLook.apply(server);
            if (System.nanoTime() - startNs < agones.rhythm().flush().toNanos() / 2) {
                return new Seen<>(server, value);
            }
        }
        throw new AssertionError("no look was in time");
    }

    /** What was seen of a server in time. */
    public record Seen<T>(Server server, T value) {}

    /**
     * Waits until something is so.
     *
     * @throws AssertionError if it is not within the rhythm's patience
     */
    public void eventually(String what, BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > agones.rhythm().patience().toNanos()) {
                throw new AssertionError(
                        "not within " + agones.rhythm().patience() + ": " + what + "; " + states());
            }
            LockSupport.parkNanos(pauseNs());
        }
    }

    /**
     * Lets three flushes go by, so that what was queued before is written.
     *
     * @throws AssertionError if something is otherwise meanwhile
     */
    public void staysSo(String what, BooleanSupplier condition) {
        staysSo(what, agones.rhythm().flush().multipliedBy(3), condition);
    }

    /**
     * Lets so much time go by.
     *
     * @throws AssertionError if something is otherwise meanwhile
     */
    public void staysSo(String what, Duration time, BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (System.nanoTime() - startNs < time.toNanos()) {
            if (!condition.getAsBoolean()) {
                throw new AssertionError("not so any more: " + what);
            }
            LockSupport.parkNanos(pauseNs());
        }
    }

    private long pauseNs() {
        return agones.rhythm().flush().toNanos() / LOOKS_PER_FLUSH;
    }

    private String states() {
        return "there are "
                + agones.list(LABEL, id).stream()
                        .map(server -> server.name() + " " + server.stateText())
                        .toList();
    }

    @Override
    public void close() {
        servers.values().forEach(Server::close);
        if (allocator != null) {
            allocator.close();
        }
    }
}
