package dev.tankfleet.faults.agones;

import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.State;
import dev.tankfleet.faults.agones.Ground.Launcher;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs the game servers of a node on which nothing runs by itself: looks again and again which
 * GameServers there are, starts sidecar and process of each that is Scheduled, and stops them, the
 * process first, when it has to go. Has a thread of its own, which owns the state.
 */
final class Kubelet implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Pods pods;
    private final Launcher launcher;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService stops = Executors.newVirtualThreadPerTaskExecutor();
    private ScheduledFuture<?> looking;

    // Of the thread that looks, and of the one that closes afterwards. By GameServer.
    private final Map<String, Runnable> running = new HashMap<>();
    private final Map<String, CompletableFuture<Void>> stopping = new HashMap<>();

    /** What is on the node. The kubelet's thread asks it. */
    interface Pods extends AutoCloseable {
        /** All that there are now. */
        List<GameServer> list();

        /**
         * Starts the sidecar of one.
         *
         * @return where it speaks gRPC
         * @throws IllegalStateException if it does not start, as for a server that is gone
         */
        int startSidecar(String gameServer);

        /** Ends it. */
        void endSidecar(String gameServer);

        @Override
        void close();
    }

    private Kubelet(Pods pods, Launcher launcher) {
        this.pods = pods;
        this.launcher = launcher;
    }

    /** One that looks. */
    static Kubelet start(Pods pods, Launcher launcher) {
        var kubelet = new Kubelet(pods, launcher);
        kubelet.looking =
                kubelet.looks.scheduleWithFixedDelay(
                        kubelet::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return kubelet;
    }

    /**
     * Stops all that runs.
     *
     * @throws IllegalStateException if it had ended before, and why
     */
    @Override
    public void close() {
        looks.close();
        List.copyOf(running.keySet()).forEach(this::stop);
        stops.close();
        try {
            stopping.entrySet().removeIf(this::isStopped);
        } finally {
            pods.close();
        }
        if (looking.state() == Future.State.FAILED) {
            throw new IllegalStateException("the kubelet had ended", looking.exceptionNow());
        }
    }

    private void look() {
        var servers = servers();
        servers.values().stream()
                .filter(server -> isDue(server) && !running.containsKey(server.name()))
                .map(GameServer::name)
                .forEach(this::launch);
        running.keySet().stream()
                .filter(name -> !servers.containsKey(name) || servers.get(name).isBeingDeleted())
                .toList()
                .forEach(this::stop);
        stopping.entrySet().removeIf(this::isStopped);
    }

    private Map<String, GameServer> servers() {
        return pods.list().stream()
                .collect(Collectors.toMap(GameServer::name, Function.identity()));
    }

    private static boolean isDue(GameServer server) {
        return server.state() == State.SCHEDULED && !server.isBeingDeleted();
    }

    private void launch(String name) {
        int port;
        try {
            port = pods.startSidecar(name);
        } catch (IllegalStateException e) {
            var now = servers().get(name);
            if (now != null && isDue(now)) {
                throw e;
            }
            return; // It was deleted meanwhile.
        }
        running.put(name, launcher.launch(name, port));
    }

    private void stop(String name) {
        stopping.put(name, CompletableFuture.runAsync(running.remove(name), stops));
    }

    private boolean isStopped(Map.Entry<String, CompletableFuture<Void>> stop) {
        if (!stop.getValue().isDone()) {
            return false;
        }
        stop.getValue().join();
        pods.endSidecar(stop.getKey());
        return true;
    }
}
