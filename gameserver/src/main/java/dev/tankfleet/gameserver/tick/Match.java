package dev.tankfleet.gameserver.tick;

import dev.tankfleet.game.Simulation;
import dev.tankfleet.gameserver.input.InputInbox;
import dev.tankfleet.gameserver.input.InputMeters;
import dev.tankfleet.gameserver.input.InputSlots;
import dev.tankfleet.gameserver.seat.Connections;
import dev.tankfleet.gameserver.seat.PlayerSeat;
import dev.tankfleet.gameserver.seat.SeatConfig;
import dev.tankfleet.gameserver.seat.SeatTable;
import dev.tankfleet.gameserver.snapshot.LastWords;
import dev.tankfleet.gameserver.snapshot.StateSender;
import dev.tankfleet.gameserver.snapshot.TankNames;
import dev.tankfleet.link.ServerLink;
import dev.tankfleet.proto.command.Seat;
import dev.tankfleet.proto.result.MatchResult.Reason;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.status.SeatEnded.Cause;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * One match from its preparation to its end. A duty cycle: its thread calls {@link #runTick} and
 * {@link #on}; others only {@link #offerInputs} and read {@link #load}.
 *
 * <p>The world stands at tick 0 until the first player joins. A match without a human seat for
 * {@link #EMPTY_MAX} ends. A tick allocates nothing while no seat changes.
 */
public final class Match {
    private static final Logger LOG = LoggerFactory.getLogger(Match.class);

    /** Longest time without a human seat. */
    public static final Duration EMPTY_MAX = Duration.ofSeconds(30);

    /** Time for which an ended match still tells latecomers so. */
    public static final Duration LINGER = Duration.ofSeconds(5);

    private final MatchPlan plan;
    private final MatchWatcher watcher;
    private final InstantSource wallClock;
    private final Simulation simulation;
    private final Connections connections;
    private final InputSlots inputs;
    private final InputInbox inbox;
    private final TankNames names;
    private final StateSender states;
    private final SeatTable seats;
    private final Door door;
    private final Scores scores;

    // Owned by the match's thread.
    private MatchState state = new MatchState.Waiting();
    private boolean isTakingNewcomers = true;
    private long emptySinceNs;

    private volatile MatchLoad load;

    /**
     * A match whose first seats are prepared.
     *
     * @param nowNs time of its acceptance
     */
    public Match(
            MatchPlan plan,
            SeatConfig seatConfig,
            ServerLink link,
            MatchWatcher watcher,
            InputMeters inputMeters,
            InstantSource wallClock,
            long nowNs) {
        this.plan = plan;
        this.watcher = watcher;
        this.wallClock = wallClock;
        var mode = plan.rules().mode();
        int seatsMax = mode.seats();
        simulation = Simulation.create(plan.map(), plan.rules(), plan.seed());
        connections = new Connections(seatsMax);
        inputs = new InputSlots(seatsMax);
        inbox = new InputInbox(plan.epoch(), connections, inputs, inputMeters);
        names = new TankNames(seatsMax);
        states =
                new StateSender(
                        plan.matchId(),
                        plan.epoch(),
                        simulation.view(),
                        names,
                        connections,
                        inputs,
                        link);
        seats =
                new SeatTable(
                        plan.matchId(), mode.people(), seatConfig, plan.regionKeys(), connections);
        door = new Door(plan, simulation, seats, inputs, names, states);
        scores = new Scores(simulation.view().tanks());
        for (var seat : plan.seats()) {
            prepare(seat, plan.joinWithin(), nowNs);
        }
        emptySinceNs = nowNs;
        load = measure();
    }

    public MatchPlan plan() {
        return plan;
    }

    /** How busy it is; every thread may ask. */
    public MatchLoad load() {
        return load;
    }

    /** Takes a batch of inputs; every thread may call it. */
    public void offerInputs(byte[] batch) {
        inbox.offer(batch);
    }

    /** Does what somebody asked for. */
    public void on(MatchCommand command, long nowNs) {
        switch (command) {
            case MatchCommand.Enter(var join, var answer) -> answer.reply(enter(join, nowNs));
            case MatchCommand.Depart(var leave) -> {
                if (leave.epoch() == plan.epoch()
                        && seats.onLeave(leave.gatewayId(), leave.slot(), nowNs)) {
                    tellLoad();
                }
            }
            case MatchCommand.Prepare(var newSeats, var joinWithin, var outcome) ->
                    outcome.complete(prepareAll(newSeats, joinWithin, nowNs));
            case MatchCommand.TakeBack(var failed) -> {
                failed.forEach(seat -> seats.takeBack(seat.playerId(), seat.tokenSha256()));
                tellLoad();
            }
            case MatchCommand.Abandon _ -> abandon(nowNs);
            case MatchCommand.Abort _ -> end(Reason.ABORTED, nowNs);
        }
    }

    /** Moves the match on by one tick. */
    public void runTick(long nowNs) {
        if (state instanceof MatchState.Ended) {
            return;
        }
        if (state instanceof MatchState.Running) {
            connections.age();
            inbox.drain();
            holdSilent(nowNs);
            inputs.apply(simulation);
            simulation.step();
            states.sendWorld();
        }
        endSeats(nowNs);
        checkOpen();
        checkEnd(nowNs);
    }

    /** Whether nothing will come of it any more; its thread may forget it. */
    public boolean isGone(long nowNs) {
        return state instanceof MatchState.Ended(var endedNs)
                && nowNs - endedNs >= LINGER.toNanos();
    }

    private JoinReply enter(Join join, long nowNs) {
        if (state instanceof MatchState.Ended) {
            return new JoinReply.Refused(CloseCode.NO_SUCH_MATCH, "the match has ended");
        }
        var reply = door.open(join, nowNs);
        if (reply instanceof JoinReply.Joined) {
            if (state instanceof MatchState.Waiting waiting) {
                state = waiting.toRunning(wallClock.millis());
            }
            tellLoad();
        }
        return reply;
    }

    private MatchCommand.Prepared prepareAll(List<Seat> newSeats, Duration joinWithin, long nowNs) {
        if (state instanceof MatchState.Ended) {
            return MatchCommand.Prepared.ENDED;
        }
        long newcomers =
                newSeats.stream()
                        .map(Seat::playerId)
                        .distinct()
                        .filter(id -> !seats.has(id))
                        .count();
        if (newcomers > 0 && !isTakingNewcomers) {
            return MatchCommand.Prepared.CLOSED;
        }
        int seatsMax = plan.rules().mode().people();
        if (newcomers > seats.free() || !scores.hasRoomFor(seatsMax)) {
            return MatchCommand.Prepared.FULL;
        }
        newSeats.forEach(seat -> prepare(seat, joinWithin, nowNs));
        tellLoad();
        return MatchCommand.Prepared.DONE;
    }

    private void prepare(Seat seat, Duration joinWithin, long nowNs) {
        long joinByNs = nowNs + joinWithin.toNanos();
        if (!seats.prepare(seat.playerId(), seat.tokenSha256(), joinByNs, nowNs)) {
            throw new IllegalStateException("seats: more than the mode has");
        }
    }

    /** Nobody will say which of a silent gateway's connections are left. */
    private void holdSilent(long nowNs) {
        int seatsMax = plan.rules().mode().seats();
        for (int seat = 0; seat < seatsMax; seat++) {
            if (connections.isSilent(seat)) {
                hold(connections.gatewayIdAt(seat), connections.slotOf(seat), nowNs);
            }
        }
    }

    /** A gateway that lives all the same must not go on with a connection that has no seat. */
    private void hold(String gatewayId, int slot, long nowNs) {
        LOG.warn(
                "gateway {} says nothing any more: a seat of match {} is held",
                gatewayId,
                plan.matchId());
        states.sendKick(
                gatewayId,
                slot,
                CloseCode.OWNER_UNREACHABLE.number(),
                LastWords.error(CloseCode.OWNER_UNREACHABLE, "the gateway was not heard"));
        seats.onLeave(gatewayId, slot, nowNs);
        tellLoad();
    }

    private void endSeats(long nowNs) {
        for (var seat = seats.removeExpired(nowNs);
                seat != null;
                seat = seats.removeExpired(nowNs)) {
            boolean hasJoined = seat.worldSeat() != PlayerSeat.NOT_DRIVING;
            if (hasJoined) {
                scores.keep(seat);
                door.shut(seat);
            }
            watcher.onSeatEnded(
                    this, seat.playerId(), hasJoined ? Cause.NOT_RESUMED : Cause.NEVER_JOINED);
            emptySinceNs = nowNs;
            tellLoad();
        }
    }

    private void checkOpen() {
        boolean isOpen = plan.rules().mode().isOpenAt(simulation.view().tick());
        if (isOpen != isTakingNewcomers) {
            isTakingNewcomers = isOpen;
            tellLoad();
        }
    }

    private void checkEnd(long nowNs) {
        switch (simulation.view().phase()) {
            case ENDED_BY_KILLS -> end(Reason.KILL_LIMIT, nowNs);
            case ENDED_BY_TIME -> end(Reason.TIME_LIMIT, nowNs);
            case ENDED_BY_ESCAPE -> end(Reason.ESCAPED, nowNs);
            case ENDED_BY_WIPE -> end(Reason.WIPED, nowNs);
            case RUNNING -> checkEmpty(nowNs);
        }
    }

    private void checkEmpty(long nowNs) {
        if (!seats.isEmpty()) {
            emptySinceNs = nowNs;
        } else if (nowNs - emptySinceNs >= EMPTY_MAX.toNanos()) {
            end(Reason.EMPTY, nowNs);
        }
    }

    private void end(Reason reason, long nowNs) {
        long endedAtMs = wallClock.millis();
        long startedAtMs = endedAtMs;
        switch (state) {
            case MatchState.Waiting waiting -> state = waiting.toEnded(nowNs);
            case MatchState.Running running -> {
                startedAtMs = running.startedAtMs();
                state = running.toEnded(nowNs);
            }
            case MatchState.Ended _ -> {
                return;
            }
        }
        var people = seats.all();
        var finalScores = scores.with(people);
        var lastWords = LastWords.matchEnd(reason, finalScores);
        if (reason == Reason.ABORTED) {
            states.sendKickToAll(CloseCode.DRAINING.number(), lastWords);
        } else {
            states.sendEnd(lastWords);
        }
        people.forEach(seat -> watcher.onSeatEnded(this, seat.playerId(), Cause.MATCH_ENDED));
        int ticks = simulation.view().tick();
        watcher.onEnded(this, new MatchEnd(reason, startedAtMs, endedAtMs, ticks, finalScores));
        // Only now: whoever waits for the match to be over must find its result on the way.
        tellLoad();
    }

    /** Ends without a result: whoever owns the match now speaks for it. */
    private void abandon(long nowNs) {
        switch (state) {
            case MatchState.Waiting waiting -> state = waiting.toEnded(nowNs);
            case MatchState.Running running -> state = running.toEnded(nowNs);
            case MatchState.Ended _ -> {
                return;
            }
        }
        states.sendKickToAll(
                CloseCode.OWNER_UNREACHABLE.number(),
                LastWords.error(CloseCode.OWNER_UNREACHABLE, "the match is not run here any more"));
        tellLoad();
    }

    private void tellLoad() {
        var now = measure();
        if (!now.equals(load)) {
            load = now;
            watcher.onLoadChanged(this);
        }
    }

    private MatchLoad measure() {
        if (state instanceof MatchState.Ended) {
            return new MatchLoad(true, 0, 0);
        }
        return new MatchLoad(false, seats.taken(), isTakingNewcomers ? seats.free() : 0);
    }
}
