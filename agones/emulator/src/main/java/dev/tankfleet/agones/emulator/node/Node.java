package dev.tankfleet.agones.emulator.node;

import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.emulator.sidecar.SidecarSockets;
import dev.tankfleet.agones.emulator.sidecar.Sidecars;
import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Runs the game servers: gives them ports and a sidecar, has them launched, and stops them when
 * their GameServer is deleted. Owned by the loop; what blocks runs on the executor, at most {@value
 * #STARTS_MAX} starts at once.
 *
 * <p>A GameServer that is being deleted stays until its process has ended or the grace time is
 * over, as the real one stays until its pod is gone. Its sidecar goes with it.
 */
public final class Node implements Cluster.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int STARTS_MAX = 16;

    /** A kubelet waits longer each time; here it is always as long as the first time. */
    private static final Duration RESTART_AFTER = Duration.ofSeconds(1);

    private final Loop loop;
    private final Cluster cluster;
    private final Sidecars sidecars;
    private final SidecarSockets sockets;
    private final Executor blocking;
    private final NodeConfig config;
    private final Semaphore starts = new Semaphore(STARTS_MAX);

    // Owned by the loop.
    private final Map<String, Pod> pods = new HashMap<>();
    private final Map<String, Loop.Timer> cuts = new HashMap<>();
    private final PortBook ports;
    private @Nullable Runnable onEmpty;

    public Node(
            Loop loop,
            Cluster cluster,
            Sidecars sidecars,
            SidecarSockets sockets,
            Executor blocking,
            NodeConfig config) {
        this.loop = loop;
        this.cluster = cluster;
        this.sidecars = sidecars;
        this.sockets = sockets;
        this.blocking = blocking;
        this.config = config;
        this.ports = new PortBook(config);
    }

    /** Starts a server of a Fleet, in the background. */
    public void start(StoredServer server, GameServerLauncher launcher) {
        String name = server.name();
        pods.put(name, new Pod.Starting(false));
        Sidecar sidecar = sidecars.add(server);
        try {
            PortBook.Entry own = ports.take(name, server.template());
            blocking.execute(() -> launch(server, sidecar, own, launcher));
        } catch (IOException e) {
            onFailed(name, e);
        }
    }

    /** Has a server that nobody runs: no process, no socket, and Ready as soon as it can be. */
    public void simulate(StoredServer server) {
        String name = server.name();
        pods.put(name, new Pod.Simulated());
        Sidecar sidecar = sidecars.add(server);
        try {
            List<GameServer.Port> reported = ports.takeWithoutSidecar(name, server.template());
            cluster.update(name, stored -> stored.toScheduled(config.address(), reported));
            var _ = sidecar.ready();
        } catch (IOException e) {
            // There may be thousands: a word each, and no stack.
            LOG.atWarn().addKeyValue("gameServer", name).log(e.getMessage());
            pods.remove(name);
            cluster.update(name, stored -> stored.toErrored(loop.now()));
        }
    }

    /**
     * Opens the sidecar of a server without a process, in the calling turn.
     *
     * @return the sidecar's port
     * @throws IOException if the port is taken; there is no such server then
     */
    public int develop(StoredServer server) throws IOException {
        String name = server.name();
        if (pods.remove(name) instanceof Pod.Development) {
            // One of the same name was deleted, and its sidecar outlived it.
            forget(name);
        }
        try {
            PortBook.Entry own = ports.take(name, server.template());
            int port = sockets.open(sidecars.add(server), own.sidecar());
            pods.put(name, new Pod.Development());
            onScheduled(name, port, own.reported());
            return port;
        } catch (IOException | RuntimeException e) {
            onGone(name);
            throw e;
        }
    }

    /** The sidecar dies: its port refuses, what it had queued is lost. */
    public void sidecarDown(String name) {
        endCut(name);
        sockets.close(name);
        sidecars.kill(name);
    }

    /** The connections of a sidecar break, and none is taken for this time; it goes on itself. */
    public void sidecarCut(String name, Duration duration) {
        endCut(name);
        sockets.close(name);
        cuts.put(name, loop.after(duration, () -> listenAgain(name)));
    }

    /**
     * A new sidecar takes the place of a dead one, on the same port.
     *
     * @throws IOException if somebody else has taken the port
     */
    public void sidecarUp(String name) throws IOException {
        boolean wasCut = endCut(name);
        if (listen(name) && !wasCut) {
            sidecars.start(name);
        }
    }

    /** Opens the port of a sidecar that there is; false if there is none. */
    private boolean listen(String name) throws IOException {
        Sidecar sidecar = sidecars.find(name).orElse(null);
        OptionalInt port = ports.sidecar(name);
        if (sidecar == null || port.isEmpty()) {
            return false;
        }
        sockets.open(sidecar, port.getAsInt());
        return true;
    }

    /** Whether its connections were cut; from now on nobody opens them again. */
    private boolean endCut(String name) {
        Loop.Timer timer = cuts.remove(name);
        if (timer == null) {
            return false;
        }
        timer.cancel();
        return true;
    }

    private void listenAgain(String name) {
        cuts.remove(name);
        try {
            var _ = listen(name);
        } catch (IOException e) {
            LOG.atError()
                    .addKeyValue("gameServer", name)
                    .setCause(e)
                    .log("a sidecar that was cut off cannot listen again");
        }
    }

    /** Runs the task once no server runs or starts any more, at once if none does. */
    public void whenEmpty(Runnable task) {
        onEmpty = task;
        tellIfEmpty();
    }

    @Override
    public void onChange(@Nullable StoredServer before, @Nullable StoredServer after) {
        boolean hasBegun =
                after != null
                        && after.isBeingDeleted()
                        && (before == null || !before.isBeingDeleted());
        if (after != null && hasBegun) {
            String name = after.name();
            loop.after(config.removalDelay(), () -> stop(name));
        }
    }

    /** Runs on the executor. */
    private void launch(
            StoredServer server, Sidecar sidecar, PortBook.Entry own, GameServerLauncher launcher) {
        String name = server.name();
        starts.acquireUninterruptibly();
        try {
            int port = sockets.open(sidecar, own.sidecar());
            loop.offerPatiently(() -> onScheduled(name, port, own.reported()));
            var spec =
                    new GameServerSpec(
                            name, server.namespace(), port, own.reported(), server.labels());
            launch(new Container(spec, launcher));
        } catch (IOException | RuntimeException e) {
            loop.offerPatiently(() -> onFailed(name, e));
        } finally {
            starts.release();
        }
    }

    /** Runs on the executor. */
    private void launchAgain(Container container) {
        starts.acquireUninterruptibly();
        try {
            launch(container);
        } finally {
            starts.release();
        }
    }

    /** Runs on the executor. */
    private void launch(Container container) {
        String name = container.spec().name();
        try {
            RunningGameServer running =
                    Objects.requireNonNull(
                            container.launcher().launch(container.spec()), "launched");
            if (!loop.offerPatiently(() -> onLaunched(container, running))) {
                running.stop();
            }
        } catch (Throwable e) { // the user's code, a failed assertion as well; nothing may hang
            loop.offerPatiently(() -> onFailed(name, e));
        }
    }

    private void onScheduled(String name, int port, List<GameServer.Port> reported) {
        ports.onSidecarOpen(name, port);
        cluster.update(name, stored -> stored.toScheduled(config.address(), reported));
        sidecars.start(name);
    }

    private void onLaunched(Container container, RunningGameServer running) {
        String name = container.spec().name();
        if (pods.get(name) instanceof Pod.Starting starting) {
            Pod.Running pod = starting.toRunning(running);
            pods.put(name, pod);
            askWhenItEnds(container, pod);
            if (starting.isStopWanted()) {
                stop(name);
            }
        } else {
            throw new IllegalStateException("launched twice: " + name);
        }
    }

    private void askWhenItEnds(Container container, Pod.Running pod) {
        try {
            pod.server()
                    .whenEnded(code -> loop.offerPatiently(() -> onEnded(container, pod, code)));
        } catch (RuntimeException e) { // the user's code; it must not end the cluster
            LOG.atError()
                    .addKeyValue("gameServer", container.spec().name())
                    .setCause(e)
                    .log("nobody will tell when this game server ends");
        }
    }

    /**
     * A process ended by itself. Before its server was Ready it is started again; afterwards the
     * server ends, as Unhealthy unless the process ended well, and its set makes another one.
     */
    private void onEnded(Container container, Pod.Running ended, int exitCode) {
        String name = container.spec().name();
        StoredServer server = cluster.find(name).orElse(null);
        if (server == null || server.isBeingDeleted() || !ended.equals(pods.get(name))) {
            return;
        }
        LOG.atWarn()
                .addKeyValue("gameServer", name)
                .addKeyValue("exitCode", exitCode)
                .log("process of a game server ended by itself");
        switch (server.state()) {
            case PORT_ALLOCATION, CREATING, STARTING, SCHEDULED, REQUEST_READY -> {
                pods.put(name, ended.toStartingAgain());
                loop.after(RESTART_AFTER, () -> blocking.execute(() -> launchAgain(container)));
            }
            case READY, RESERVED, ALLOCATED ->
                    cluster.update(
                            name,
                            stored ->
                                    stored.withState(
                                            exitCode == 0
                                                    ? GameServer.State.SHUTDOWN
                                                    : GameServer.State.UNHEALTHY));
            case SHUTDOWN, ERROR, UNHEALTHY, UNKNOWN -> {}
        }
    }

    private void onFailed(String name, Throwable cause) {
        LOG.atError()
                .addKeyValue("gameServer", name)
                .setCause(cause)
                .log("game server did not start");
        boolean isStopWanted =
                pods.get(name) instanceof Pod.Starting starting && starting.isStopWanted();
        pods.remove(name);
        if (isStopWanted) {
            onGone(name);
        } else {
            cluster.update(name, stored -> stored.toErrored(loop.now()));
        }
    }

    private void stop(String name) {
        switch (pods.get(name)) {
            case null -> onGone(name);
            case Pod.Starting starting -> pods.put(name, starting.toStopWanted());
            case Pod.Running running -> {
                pods.put(name, running.toStopping());
                loop.after(config.stopGrace(), () -> onGraceOver(name, running.server()));
                blocking.execute(() -> stopAndTell(name, running.server()));
            }
            case Pod.Stopping _ -> {}
            case Pod.Simulated _ -> onGone(name);
            case Pod.Development _ -> cluster.remove(name);
        }
    }

    /** Runs on the executor. */
    private void stopAndTell(String name, RunningGameServer server) {
        try {
            server.stop();
        } finally {
            loop.offerPatiently(() -> onGone(name));
        }
    }

    private void onGraceOver(String name, RunningGameServer server) {
        if (pods.get(name) instanceof Pod.Stopping) {
            blocking.execute(server::kill);
            onGone(name);
        }
    }

    private void onGone(String name) {
        if (cluster.find(name).isEmpty()) {
            return;
        }
        pods.remove(name);
        forget(name);
        cluster.remove(name);
        tellIfEmpty();
    }

    private void forget(String name) {
        endCut(name);
        sockets.close(name);
        sidecars.remove(name);
        ports.giveBack(name);
    }

    /** Ends what runs at once; for a cluster whose loop has ended, on the thread that closes it. */
    public void killAll() {
        for (Pod pod : pods.values()) {
            if (pod instanceof Pod.Running running) {
                running.server().kill();
            }
        }
    }

    private void tellIfEmpty() {
        boolean isEmpty = pods.values().stream().allMatch(Pod.Development.class::isInstance);
        if (isEmpty && onEmpty != null) {
            onEmpty.run();
            onEmpty = null;
        }
    }

    /** What runs behind a GameServer, however often it is started. */
    private record Container(GameServerSpec spec, GameServerLauncher launcher) {}
}
