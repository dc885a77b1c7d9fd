package dev.tankfleet.gameserver.host;

import dev.tankfleet.gameserver.input.InputMeters;
import dev.tankfleet.gameserver.lifecycle.Admission;
import dev.tankfleet.gameserver.lifecycle.Lifecycle;
import dev.tankfleet.gameserver.result.ResultOutbox;
import dev.tankfleet.gameserver.seat.SeatConfig;
import dev.tankfleet.gameserver.status.StatusDesk;
import dev.tankfleet.gameserver.tick.Games;
import dev.tankfleet.gameserver.tick.Match;
import dev.tankfleet.gameserver.tick.MatchCommand;
import dev.tankfleet.gameserver.tick.MatchCommand.Prepared;
import dev.tankfleet.gameserver.tick.MatchEnd;
import dev.tankfleet.gameserver.tick.MatchPlan;
import dev.tankfleet.gameserver.tick.MatchWatcher;
import dev.tankfleet.gameserver.tick.TickTimes;
import dev.tankfleet.link.ServerLink;
import dev.tankfleet.proto.command.CommandReply;
import dev.tankfleet.proto.command.CommandReply.Accepted;
import dev.tankfleet.proto.command.CommandReply.RefusalCode;
import dev.tankfleet.proto.command.CommandReply.Refused;
import dev.tankfleet.proto.command.Seat;
import dev.tankfleet.proto.command.ServerCommand.AddSeats;
import dev.tankfleet.proto.command.ServerCommand.CancelMatch;
import dev.tankfleet.proto.command.ServerCommand.PrepareMatch;
import dev.tankfleet.proto.result.MatchResult;
import dev.tankfleet.proto.status.SeatEnded;
import dev.tankfleet.route.RouteStore;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Makes matches, adds seats, gives matches up. Called by one virtual thread per command; shared
 * state sits in {@link Registry}, each match with its {@link Worker}.
 */
public final class Host {
    private static final Logger LOG = LoggerFactory.getLogger(Host.class);

    /**
     * Longest wait of a command for another one that prepares the same match, or for the match's
     * own thread.
     */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

    private final HostConfig config;
    private final HostIdentity identity;
    private final SeatConfig seatConfig;
    private final ServerLink link;
    private final Lifecycle lifecycle;
    private final StatusDesk status;
    private final ResultOutbox outbox;
    private final HostMeters meters;
    private final InputMeters inputMeters;
    private final InstantSource wallClock;
    private final LongSupplier nanoClock;
    private final Registry registry;
    private final Preparation preparation;
    private final RouteKeeper routeKeeper;
    private final List<Worker> workers = new ArrayList<>();
    private final Reports reports = new Reports();

    public Host(
            HostConfig config,
            HostIdentity identity,
            SeatConfig seatConfig,
            ServerLink link,
            RouteStore routes,
            Lifecycle lifecycle,
            StatusDesk status,
            ResultOutbox outbox,
            TickTimes tickTimes,
            HostMeters meters,
            InputMeters inputMeters,
            InstantSource wallClock,
            LongSupplier nanoClock) {
        this.config = config;
        this.identity = identity;
        this.seatConfig = seatConfig;
        this.link = link;
        this.lifecycle = lifecycle;
        this.status = status;
        this.outbox = outbox;
        this.meters = meters;
        this.inputMeters = inputMeters;
        this.wallClock = wallClock;
        this.nanoClock = nanoClock;
        registry = new Registry(config.matchesMax());
        preparation = new Preparation(link, routes, seatConfig.tokenTtl());
        routeKeeper = new RouteKeeper(routes, registry::all, this::onSuperseded);
        for (int number = 0; number < config.workers(); number++) {
            workers.add(new Worker(number, reports, meters, tickTimes, nanoClock));
        }
        meters.watch(
                () -> registry.load().matches(),
                config.matchesMax(),
                () -> registry.load().players());
    }

    /** Begins to step. */
    public void start() {
        workers.forEach(Worker::start);
        routeKeeper.start();
    }

    /** How busy this process is; any thread. */
    public HostLoad load() {
        return registry.load();
    }

    /** Makes a match; the same attempt once more gets the same answer. */
    public CommandReply prepare(PrepareMatch command) {
        var rules = Games.rulesOf(command.mode());
        if (rules == null) {
            return new Refused(RefusalCode.UNKNOWN_MODE);
        }
        int seed = HostIdentity.seedOf(command);
        var map = Games.mapOf(rules, command.map(), seed);
        if (map == null) {
            return new Refused(RefusalCode.UNKNOWN_MODE);
        }
        if (command.seats().stream().map(Seat::playerId).distinct().count()
                > rules.mode().people()) {
            return new Refused(RefusalCode.FULL);
        }
        var plan = identity.planFor(command, rules, map, seed);
        var begin =
                registry.begin(
                        command.matchId(),
                        command.attempt(),
                        nanoClock.getAsLong(),
                        () -> admit(command.intent()),
                        () -> host(plan, command.attempt()));
        return switch (begin) {
            case Registry.Begin.Refused(var code) -> new Refused(code);
            case Registry.Begin.Known(var hosted) -> await(hosted.answer);
            case Registry.Begin.Begun(var hosted, var older) -> {
                if (older != null) {
                    takeDown(older);
                }
                yield open(hosted, command.seats());
            }
        };
    }

    /** Prepares seats in a match that is there. */
    public CommandReply addSeats(AddSeats command) {
        var hosted = registry.find(command.matchId());
        if (hosted == null) {
            return new Refused(registry.codeOfMissing(command.matchId(), nanoClock.getAsLong()));
        }
        if (hosted.route.attempt() != command.attempt()) {
            return new Refused(
                    command.attempt() < hosted.route.attempt()
                            ? RefusalCode.STALE_ATTEMPT
                            : RefusalCode.UNKNOWN_MATCH);
        }
        if (await(hosted.answer) instanceof Refused refused) {
            return refused;
        }
        var outcome = new CompletableFuture<Prepared>();
        var task = new MatchCommand.Prepare(command.seats(), seatConfig.tokenTtl(), outcome);
        if (!hosted.worker.tell(hosted.match, task)) {
            return new Refused(RefusalCode.FULL);
        }
        var prepared = awaitOrNull(outcome);
        if (prepared == null) {
            hosted.worker.tell(hosted.match, new MatchCommand.TakeBack(command.seats()));
            return new Refused(RefusalCode.FULL);
        }
        return switch (prepared) {
            // One player alone would have got in with a seat of his own: it is gone for good.
            case FULL ->
                    new Refused(
                            command.seats().size() == 1 ? RefusalCode.SEAT_GONE : RefusalCode.FULL);
            case CLOSED -> new Refused(RefusalCode.SEAT_GONE);
            case ENDED -> new Refused(RefusalCode.MATCH_ENDED);
            case DONE -> openSeats(hosted, command.seats());
        };
    }

    /** Gives up an attempt to make a match, now and if its prepare comes later. */
    public CommandReply cancel(CancelMatch command) {
        var hosted = registry.giveUp(command.matchId(), command.attempt(), nanoClock.getAsLong());
        if (hosted != null) {
            takeDown(hosted);
        }
        return new Accepted(command.matchId(), null, null);
    }

    /**
     * Lets matches finish for as long as the config says, then aborts them, and waits until their
     * results are stored. Blocking; the lifecycle is draining by then, so that nothing new begins.
     *
     * @param resultsMax longest wait for results
     */
    public void drain(Duration resultsMax) throws InterruptedException {
        if (!registry.awaitIdle(config.drainMax())) {
            for (var hosted : registry.all()) {
                hosted.worker.tell(hosted.match, new MatchCommand.Abort());
            }
            if (!registry.awaitIdle(ANSWER_MAX)) {
                LOG.atError().log("matches do not end");
            }
        }
        if (!outbox.drain(resultsMax)) {
            LOG.atError().log("results are left undelivered");
        }
    }

    /** Stops stepping and listening. */
    public void stop() {
        routeKeeper.stop();
        workers.forEach(Worker::stop);
        registry.all().forEach(Hosted::closeEar);
    }

    private @Nullable RefusalCode admit(@Nullable String intent) {
        if (!outbox.hasRoomFor(config.matchesMax())) {
            return RefusalCode.FULL;
        }
        return switch (lifecycle.admit(intent)) {
            case Admission.Admitted() -> null;
            case Admission.Refused(var code) -> code;
        };
    }

    private Hosted host(MatchPlan plan, int attempt) {
        var match =
                new Match(
                        plan,
                        seatConfig,
                        link,
                        reports,
                        inputMeters,
                        wallClock,
                        nanoClock.getAsLong());
        var route = identity.routeFor(plan, attempt);
        var worker = workers.get(Math.floorMod(plan.matchId().hashCode(), workers.size()));
        return new Hosted(plan.rules().mode().id(), route, match, worker);
    }

    private CommandReply open(Hosted hosted, List<Seat> seats) {
        var refusal = preparation.open(hosted, seats);
        if (refusal == null && !registry.settle(hosted)) {
            preparation.close(hosted);
            refusal = RefusalCode.STALE_ATTEMPT;
        }
        CommandReply reply;
        if (refusal == null) {
            reply =
                    new Accepted(
                            hosted.route.matchId(), hosted.route.epoch(), status.nextStatusSeq());
        } else {
            registry.remove(hosted);
            leave(hosted);
            reply = new Refused(refusal);
        }
        hosted.answer.complete(reply);
        status.onChanged();
        LOG.atInfo()
                .addKeyValue("matchId", hosted.route.matchId())
                .addKeyValue("attempt", hosted.route.attempt())
                .addKeyValue("seats", seats.size())
                .addKeyValue("refusal", refusal)
                .log("match prepared");
        return reply;
    }

    private CommandReply openSeats(Hosted hosted, List<Seat> seats) {
        if (!preparation.putTokens(hosted.route, seats)) {
            hosted.worker.tell(hosted.match, new MatchCommand.TakeBack(seats));
            return new Refused(RefusalCode.FULL);
        }
        return new Accepted(hosted.route.matchId(), hosted.route.epoch(), status.nextStatusSeq());
    }

    /**
     * Takes a match down that is out of the registry; one that is being prepared is undone by
     * whoever prepares it.
     */
    private void takeDown(Hosted hosted) {
        if (registry.isSettled(hosted)) {
            preparation.close(hosted);
            leave(hosted);
            LOG.atInfo().addKeyValue("matchId", hosted.route.matchId()).log("match given up");
        }
        status.onChanged();
    }

    private void leave(Hosted hosted) {
        if (hosted.takeLeave()) {
            lifecycle.leave();
        }
    }

    private void onSuperseded(Hosted hosted) {
        if (registry.remove(hosted)) {
            meters.onSuperseded();
            takeDown(hosted);
        }
    }

    private static CommandReply await(CompletableFuture<CommandReply> answer) {
        var reply = awaitOrNull(answer);
        return reply == null ? new Refused(RefusalCode.FULL) : reply;
    }

    private static <T> @Nullable T awaitOrNull(CompletableFuture<T> answer) {
        try {
            return answer.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is never a failure", e);
        }
    }

    /** What the threads of matches tell; handed on without waiting. */
    private final class Reports implements MatchWatcher, Worker.WorkerListener {
        @Override
        public void onLoadChanged(Match match) {
            registry.onLoadChanged();
            status.onChanged();
        }

        @Override
        public void onSeatEnded(Match match, String playerId, SeatEnded.Cause cause) {
            status.onSeatEnded(new SeatEnded(match.plan().matchId(), playerId, cause));
        }

        @Override
        public void onEnded(Match match, MatchEnd end) {
            var hosted = registry.find(match);
            if (hosted == null) {
                return;
            }
            var plan = match.plan();
            var result =
                    new MatchResult(
                            plan.matchId(),
                            plan.serverId(),
                            identity.region(),
                            plan.rules().mode().id(),
                            plan.map().id(),
                            plan.epoch(),
                            end.startedAtMs(),
                            end.endedAtMs(),
                            end.ticks(),
                            end.reason(),
                            end.scores());
            outbox.add(hosted.route, result, () -> leave(hosted));
        }

        @Override
        public void onGone(Match match) {
            var hosted = registry.forgetEnded(match, nanoClock.getAsLong());
            if (hosted != null) {
                Thread.startVirtualThread(hosted::closeEar);
            }
        }

        @Override
        public void onBroken(Match match) {
            var hosted = registry.find(match);
            if (hosted != null && registry.remove(hosted)) {
                Thread.startVirtualThread(() -> takeDown(hosted));
            }
        }
    }
}
