package dev.tankfleet.bench.placement;

import dev.tankfleet.agones.emulator.node.GameServerSpec;
import dev.tankfleet.agones.sdk.SdkConfig;
import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.memory.MemoryHub;
import dev.tankfleet.gameserver.lifecycle.Admission;
import dev.tankfleet.gameserver.lifecycle.Lifecycle;
import dev.tankfleet.gameserver.lifecycle.LifecycleConfig;
import dev.tankfleet.gameserver.lifecycle.LifecycleLoop;
import dev.tankfleet.gameserver.lifecycle.agones.AgonesSidecar;
import dev.tankfleet.proto.command.CommandReply;
import dev.tankfleet.proto.command.CommandReply.Accepted;
import dev.tankfleet.proto.command.CommandReply.RefusalCode;
import dev.tankfleet.proto.command.CommandReply.Refused;
import dev.tankfleet.proto.command.Epochs;
import dev.tankfleet.proto.command.Seat;
import dev.tankfleet.proto.command.ServerCommand;
import dev.tankfleet.proto.command.ServerCommand.AddSeats;
import dev.tankfleet.proto.command.ServerCommand.PrepareMatch;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.status.OpenMatch;
import dev.tankfleet.proto.status.SeatEnded;
import dev.tankfleet.proto.status.ServerStatus;
import dev.tankfleet.proto.subject.Subjects;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A game server whose matches are lists of seats that end after some seconds: what it is to Agones,
 * the real lifecycle decides; what it says on the bus is what a real one says. Guarded by its
 * monitor, which is taken before the lock of the lifecycle, never after.
 */
final class StandIn implements AutoCloseable {
    private static final long STATUS_GAP_MS = 250;
    private static final long STATUS_EVERY_MS = 5_000;
    private static final String OVERFLOW = "tankfleet.dev/overflow";

    private final String serverId;
    private final Bus bus;
    private final ScheduledExecutorService timer;
    private final Lifecycle lifecycle;
    private final LifecycleLoop loop;

    // Guarded by this.
    private final Map<String, Set<String>> matches = new LinkedHashMap<>();
    private final List<SeatEnded> ended = new ArrayList<>();
    private long statusSeq;

    /** Not under the monitor: the lifecycle calls it with its own lock. */
    private final AtomicBoolean isStatusDue = new AtomicBoolean();

    private volatile boolean isClosed;

    StandIn(MemoryHub hub, GameServerSpec spec, ScheduledExecutorService timer) {
        this.timer = timer;
        serverId = PlacementLoad.REGION + "-" + spec.name();
        bus = hub.leaf(PlacementLoad.REGION).connect(Role.GAME_SERVER, serverId);
        lifecycle =
                new Lifecycle(LifecycleConfig.STANDARD, System::nanoTime, this::onChanged, _ -> {});
        loop =
                new LifecycleLoop(
                        lifecycle,
                        AgonesSidecar.connect(SdkConfig.onPort(spec.sidecarPort()), OVERFLOW),
                        System::nanoTime);
    }

    void start() {
        bus.subscribe(Subjects.serverCommand(serverId), this::onCommand);
        bus.subscribe(Subjects.SERVER_STATUS_POLL, _ -> onChanged());
        loop.start();
        var _ =
                timer.scheduleAtFixedRate(
                        this::onChanged, 0, STATUS_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        isClosed = true;
        loop.close();
        bus.close();
    }

    /** A status is said soon; several changes share one. */
    private void onChanged() {
        if (!isClosed && isStatusDue.compareAndSet(false, true)) {
            var _ = timer.schedule(this::announce, STATUS_GAP_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void announce() {
        isStatusDue.set(false);
        byte[] body;
        synchronized (this) {
            body = status().write();
        }
        if (isClosed) {
            return;
        }
        bus.publish(Subjects.SERVER_STATUS, body);
    }

    private void onCommand(Bus.Message message) {
        try {
            message.reply(obey(ServerCommand.read(message.body())).write());
        } catch (MalformedBody e) {
            throw new IllegalStateException("the matchmaker sent nonsense", e);
        }
    }

    private CommandReply obey(ServerCommand command) {
        return switch (command) {
            case PrepareMatch prepare -> prepare(prepare);
            case AddSeats add -> add(add.matchId(), add.attempt(), add.seats());
            case ServerCommand.Hold(var intent, var lease) -> known(lifecycle.hold(intent, lease));
            case ServerCommand.Release(var intent) -> known(lifecycle.release(intent));
            case ServerCommand.CancelMatch cancel -> {
                end(cancel.matchId());
                yield new Accepted(cancel.matchId(), null, null);
            }
            case ServerCommand.Drain _ -> new Refused(RefusalCode.DRAINING);
        };
    }

    private CommandReply prepare(PrepareMatch command) {
        synchronized (this) {
            if (matches.size() >= PlacementLoad.MATCHES_PER_SERVER) {
                return new Refused(RefusalCode.FULL);
            }
            if (lifecycle.admit(command.intent()) instanceof Admission.Refused(var code)) {
                return new Refused(code);
            }
            matches.put(command.matchId(), new HashSet<>());
        }
        var _ =
                timer.schedule(
                        () -> end(command.matchId()),
                        PlacementLoad.MATCH_SECONDS,
                        TimeUnit.SECONDS);
        return add(command.matchId(), command.attempt(), command.seats());
    }

    private synchronized CommandReply add(String matchId, int attempt, List<Seat> seats) {
        var seated = matches.get(matchId);
        if (seated == null) {
            return new Refused(RefusalCode.MATCH_ENDED);
        }
        if (seated.size() + seats.size() > PlacementLoad.SEATS) {
            return new Refused(RefusalCode.FULL);
        }
        seats.forEach(seat -> seated.add(seat.playerId()));
        onChanged();
        return new Accepted(matchId, Epochs.firstOf(attempt), statusSeq + 1);
    }

    private synchronized void end(String matchId) {
        var seated = matches.remove(matchId);
        if (seated != null) {
            seated.forEach(
                    player ->
                            ended.add(new SeatEnded(matchId, player, SeatEnded.Cause.MATCH_ENDED)));
            lifecycle.leave();
            onChanged();
        }
    }

    private static CommandReply known(boolean isOurIntent) {
        return isOurIntent
                ? new Accepted(null, null, null)
                : new Refused(RefusalCode.UNKNOWN_INTENT);
    }

    private ServerStatus status() {
        statusSeq++;
        var open = new ArrayList<OpenMatch>();
        int players = 0;
        for (var match : matches.entrySet()) {
            int taken = match.getValue().size();
            players += taken;
            if (taken < PlacementLoad.SEATS && open.size() < ServerStatus.OPEN_MAX) {
                open.add(
                        new OpenMatch(
                                match.getKey(), PlacementLoad.MODE, PlacementLoad.SEATS - taken));
            }
        }
        int told = Math.min(ended.size(), ServerStatus.SEATS_ENDED_MAX);
        var seatsEnded = List.copyOf(ended.subList(0, told));
        ended.subList(0, told).clear();
        var standing = lifecycle.standing();
        return new ServerStatus(
                serverId,
                PlacementLoad.REGION,
                "Frankfurt",
                "192.0.2.1",
                players,
                matches.size(),
                PlacementLoad.MATCHES_PER_SERVER,
                serverId + "-1",
                statusSeq,
                System.currentTimeMillis(),
                "ws://192.0.2.1:8080",
                null,
                "b1",
                null,
                List.of(PlacementLoad.MODE),
                PlacementLoad.SEATS * PlacementLoad.MATCHES_PER_SERVER,
                open,
                List.of(),
                standing.state(),
                null,
                standing.agonesState(),
                standing.intent(),
                null,
                seatsEnded);
    }
}
