package dev.tankfleet.gameserver;

import dev.tankfleet.game.SelfCheck;
import dev.tankfleet.gameserver.command.CommandDesk;
import dev.tankfleet.gameserver.command.CommandMeters;
import dev.tankfleet.gameserver.host.Host;
import dev.tankfleet.gameserver.host.HostIdentity;
import dev.tankfleet.gameserver.host.HostMeters;
import dev.tankfleet.gameserver.input.InputMeters;
import dev.tankfleet.gameserver.lifecycle.DrainCause;
import dev.tankfleet.gameserver.lifecycle.Lifecycle;
import dev.tankfleet.gameserver.lifecycle.LifecycleLoop;
import dev.tankfleet.gameserver.rehearsal.Rehearsal;
import dev.tankfleet.gameserver.result.ResultMeters;
import dev.tankfleet.gameserver.result.ResultOutbox;
import dev.tankfleet.gameserver.status.ServerCard;
import dev.tankfleet.gameserver.status.StatusDesk;
import dev.tankfleet.gameserver.status.StatusMeters;
import dev.tankfleet.gameserver.status.StatusSource;
import dev.tankfleet.gameserver.tick.Games;
import dev.tankfleet.gameserver.tick.TickTimes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One running game server. Made by {@link #start}; {@link #close} may come from any thread, once or
 * more often.
 *
 * <p>Draining runs on a thread of its own, whoever began it: nothing new is taken, matches finish
 * or are aborted, results are stored, then Agones is told.
 */
public final class GameServer implements AutoCloseable {
    /** Longest wait for results when the server stops. */
    private static final Duration RESULTS_MAX = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(GameServer.class);

    private final String serverId;
    private final String instance;
    private final Duration drainMax;
    private final StatusDesk status;
    private final Lifecycle lifecycle;
    private final LifecycleLoop lifecycleLoop;
    private final Host host;
    private final Rehearsal rehearsal;
    private final CommandDesk commands;
    private final TickTimes tickTimes = new TickTimes();
    private final CountDownLatch drained = new CountDownLatch(1);
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private GameServer(GameServerConfig config, GameServerPorts ports) {
        serverId = config.serverId();
        instance = UUID.randomUUID().toString();
        drainMax = config.host().drainMax();
        var meters = ports.meters();
        status =
                new StatusDesk(
                        card(config, instance),
                        ports.bus(),
                        new StatusMeters(meters),
                        ports.wallClock(),
                        ports.nanoClock(),
                        ports.random());
        lifecycle =
                new Lifecycle(
                        config.lifecycle(), ports.nanoClock(), status::onChanged, this::onDraining);
        lifecycleLoop = new LifecycleLoop(lifecycle, ports.sidecar(), ports.nanoClock());
        var outbox =
                new ResultOutbox(
                        config.result(), ports.bus(), ports.routes(), new ResultMeters(meters));
        var identity = new HostIdentity(serverId, instance, config.region(), config.regionKey());
        var inputMeters = new InputMeters(meters);
        host =
                new Host(
                        config.host(),
                        identity,
                        config.seat(),
                        ports.link(),
                        ports.routes(),
                        lifecycle,
                        status,
                        outbox,
                        tickTimes,
                        new HostMeters(meters, tickTimes),
                        inputMeters,
                        ports.wallClock(),
                        ports.nanoClock());
        rehearsal =
                new Rehearsal(
                        identity,
                        config.seat(),
                        ports.link(),
                        ports.routes(),
                        inputMeters,
                        ports.wallClock(),
                        ports.nanoClock());
        commands = new CommandDesk(host, lifecycle, new CommandMeters(meters));
    }

    /**
     * Starts a game server; it takes matches as soon as Agones has allocated it.
     *
     * @throws IllegalStateException if this build does not play the game that it says it plays
     */
    public static GameServer start(GameServerConfig config, GameServerPorts ports) {
        checkItself();
        var server = new GameServer(config, ports);
        server.host.start();
        server.commands.open(ports.bus(), server.serverId);
        server.status.start(server::now);
        server.lifecycleLoop.start();
        LOG.atInfo()
                .addKeyValue("gameServer", server.serverId)
                .addKeyValue("instance", server.instance)
                .log("game server started");
        return server;
    }

    /**
     * Plays a match to nobody, once, on the caller's thread; bounded by the deadlines of bus and
     * store. The server takes matches meanwhile.
     */
    public void rehearse() {
        rehearsal.play();
    }

    /** This process, as status and routes name it. */
    public String instance() {
        return instance;
    }

    /**
     * Waits until the server has drained, whoever began it; false if {@code max} is over before.
     */
    public boolean awaitDrained(Duration max) throws InterruptedException {
        return drained.await(max.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Drains, tells Agones that it ends, and stops. Bounded by the config's {@code drainMax} and
     * some seconds.
     */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        lifecycle.drain(DrainCause.STOP);
        try {
            if (!awaitDrained(drainMax.plus(RESULTS_MAX).plus(RESULTS_MAX))) {
                LOG.atError().addKeyValue("gameServer", serverId).log("draining takes too long");
            }
            commands.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        status.close();
        lifecycleLoop.close();
        host.stop();
        LOG.atInfo().addKeyValue("gameServer", serverId).log("game server stopped");
    }

    private static void checkItself() {
        int hash = SelfCheck.run();
        if (hash != SelfCheck.EXPECTED_HASH) {
            throw new IllegalStateException(
                    "self check: hash "
                            + Integer.toHexString(hash)
                            + " (expected: "
                            + Integer.toHexString(SelfCheck.EXPECTED_HASH)
                            + ")");
        }
    }

    private void onDraining(DrainCause cause) {
        LOG.atInfo()
                .addKeyValue("gameServer", serverId)
                .addKeyValue("cause", cause)
                .log("game server drains");
        Thread.ofVirtual().name("drain").start(this::drain);
    }

    private void drain() {
        try {
            host.drain(RESULTS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lifecycle.end();
            drained.countDown();
        }
    }

    private StatusSource.Now now() {
        var load = host.load();
        // Autoscalers read the same numbers; here no thread of a match has to make them up.
        lifecycle.count(load.matches(), load.players());
        var standing = lifecycle.standing();
        return new StatusSource.Now(
                load.players(),
                load.matches(),
                load.open(),
                load.others(),
                standing.state(),
                standing.agonesState(),
                standing.intent(),
                tickTimes.takeP99Ms());
    }

    private static ServerCard card(GameServerConfig config, String instance) {
        int matchesMax = config.host().matchesMax();
        return new ServerCard(
                config.serverId(),
                instance,
                config.region(),
                config.city(),
                config.publicIp(),
                config.gatewayUrl(),
                config.build(),
                config.node(),
                Games.rulesHash(),
                Games.modes(),
                matchesMax,
                matchesMax * Games.peopleMax());
    }
}
