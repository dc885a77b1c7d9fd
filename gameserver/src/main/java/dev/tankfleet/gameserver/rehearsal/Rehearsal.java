package dev.tankfleet.gameserver.rehearsal;

import dev.tankfleet.game.Simulation;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.gameserver.host.HostIdentity;
import dev.tankfleet.gameserver.input.InputMeters;
import dev.tankfleet.gameserver.seat.SeatConfig;
import dev.tankfleet.gameserver.tick.Match;
import dev.tankfleet.gameserver.tick.MatchCommand;
import dev.tankfleet.gameserver.tick.MatchEnd;
import dev.tankfleet.gameserver.tick.MatchWatcher;
import dev.tankfleet.link.ServerLink;
import dev.tankfleet.link.ServerLink.LinkUnavailable;
import dev.tankfleet.proto.binary.InputWriter;
import dev.tankfleet.proto.command.CommandReply.Accepted;
import dev.tankfleet.proto.command.Seat;
import dev.tankfleet.proto.command.ServerCommand;
import dev.tankfleet.proto.command.ServerCommand.PrepareMatch;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.session.Join;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.Leave;
import dev.tankfleet.proto.status.SeatEnded.Cause;
import dev.tankfleet.route.RouteStore;
import dev.tankfleet.route.RouteUnavailable;
import dev.tankfleet.route.TokenGrant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Prepares, opens and plays a match from end to end without a player, on the thread that calls
 * {@link #play}: the first who finds a match on this server waits for no class that was never
 * loaded, and a store or a bus that is away is told before anybody comes. Shares no state with the
 * matches of the host.
 */
public final class Rehearsal {
    /** Two seconds of the game: enough for what is called each tick to be compiled once. */
    static final int TICKS = 2 * Rules.TICKS_PER_SECOND;

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    /** No id of a match, a player or a gateway begins like this. */
    private static final String NAME = "rehearsal";

    private static final String TOKEN_SHA256 = "0".repeat(64);
    private static final int ATTEMPT = 1;
    private static final int SEED = 1;
    private static final int SLOT = 0;
    private static final int THROTTLE_FULL = 1_000;
    private static final Duration LISTEN_MAX = Duration.ofSeconds(1);

    /** What is left behind if this process dies meanwhile is gone after this time. */
    private static final Duration LEFTOVERS_MAX = Duration.ofSeconds(10);

    private final HostIdentity identity;
    private final SeatConfig seatConfig;
    private final ServerLink link;
    private final RouteStore routes;
    private final InputMeters inputMeters;
    private final InstantSource wallClock;
    private final LongSupplier nanoClock;

    public Rehearsal(
            HostIdentity identity,
            SeatConfig seatConfig,
            ServerLink link,
            RouteStore routes,
            InputMeters inputMeters,
            InstantSource wallClock,
            LongSupplier nanoClock) {
        this.identity = identity;
        this.seatConfig = seatConfig;
        this.link = link;
        this.routes = routes;
        this.inputMeters = inputMeters;
        this.wallClock = wallClock;
        this.nanoClock = nanoClock;
    }

    /**
     * Plays once; bounded by the deadlines of link and store.
     *
     * @return false if link or store were away
     */
    public boolean play() {
        long startNs = nanoClock.getAsLong();
        try {
            play(command());
        } catch (LinkUnavailable | RouteUnavailable e) {
            LOG.atWarn().setCause(e).log("a match could not be rehearsed");
            return false;
        }
        LOG.atInfo()
                .addKeyValue("ms", Duration.ofNanos(nanoClock.getAsLong() - startNs).toMillis())
                .log("match rehearsed");
        return true;
    }

    /** As it comes over the bus. */
    private PrepareMatch command() {
        var seat = new Seat(NAME, null, TOKEN_SHA256);
        var command =
                new PrepareMatch(
                        NAME + "-" + identity.instance(),
                        ATTEMPT,
                        null,
                        Rules.freeForAll().mode().id(),
                        null,
                        SEED,
                        List.of(seat),
                        LEFTOVERS_MAX);
        try {
            return (PrepareMatch) ServerCommand.read(command.write());
        } catch (MalformedBody e) {
            throw new IllegalStateException("a command of our own cannot be read", e);
        }
    }

    private void play(PrepareMatch command) {
        var rules = Rules.freeForAll();
        var map = Simulation.mapFor(rules.mode(), SEED);
        var plan = identity.planFor(command, rules, map, SEED);
        var route = identity.routeFor(plan, ATTEMPT);
        long nowNs = nanoClock.getAsLong();
        var match = new Match(plan, seatConfig, link, new Nobody(), inputMeters, wallClock, nowNs);
        try (var _ = link.listen(plan.matchId(), new Nobody(), LISTEN_MAX)) {
            routes.claim(route, LEFTOVERS_MAX);
            var grant = new TokenGrant(plan.matchId(), ATTEMPT, NAME);
            routes.putToken(TOKEN_SHA256, grant, LEFTOVERS_MAX);
            new Accepted(plan.matchId(), plan.epoch(), 1L).write();
            drive(match, nowNs);
            routes.forget(plan.matchId(), plan.epoch());
        }
    }

    private static void drive(Match match, long startNs) {
        var plan = match.plan();
        var credential = new Join.Credential.Redeemed(NAME, TOKEN_SHA256);
        var join =
                new Join(
                        plan.matchId(),
                        plan.serverId(),
                        plan.instance(),
                        plan.epoch(),
                        NAME,
                        SLOT,
                        credential,
                        null,
                        null);
        match.on(new MatchCommand.Enter(join, JoinReply::write), startNs);
        var inputs = new InputWriter(NAME, 1);
        long nowNs = startNs;
        for (int tick = 0; tick < TICKS; tick++) {
            inputs.begin(plan.epoch(), tick);
            inputs.add(SLOT, tick, THROTTLE_FULL, 0, 0, true, 0);
            match.offerInputs(Arrays.copyOf(inputs.buffer(), inputs.length()));
            nowNs += Duration.ofSeconds(1).toNanos() / Rules.TICKS_PER_SECOND;
            match.runTick(nowNs);
        }
        match.on(new MatchCommand.Abandon(), nowNs);
    }

    /** Nobody comes, and nobody hears of it. */
    private static final class Nobody implements MatchWatcher, ServerLink.MatchHandler {
        @Override
        public void onLoadChanged(Match match) {}

        @Override
        public void onSeatEnded(Match match, String playerId, Cause cause) {}

        @Override
        public void onEnded(Match match, MatchEnd end) {}

        @Override
        public void onJoin(Join join, ServerLink.Answer answer) {}

        @Override
        public void onLeave(Leave leave) {}

        @Override
        public void onInputs(byte[] body) {}
    }
}
