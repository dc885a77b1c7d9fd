package dev.tankfleet.matchmaker.command;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Bus.Reply;
import dev.tankfleet.matchmaker.command.CommandOutcome.Done;
import dev.tankfleet.matchmaker.command.CommandOutcome.NoAnswer;
import dev.tankfleet.matchmaker.command.CommandOutcome.NobodyThere;
import dev.tankfleet.matchmaker.command.CommandOutcome.NotSent;
import dev.tankfleet.matchmaker.command.CommandOutcome.Refused;
import dev.tankfleet.matchmaker.server.ServerRef;
import dev.tankfleet.proto.command.CommandReply;
import dev.tankfleet.proto.command.ServerCommand;
import dev.tankfleet.proto.command.ServerCommand.CancelMatch;
import dev.tankfleet.proto.command.ServerCommand.PrepareMatch;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.subject.Subjects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Sends commands to game servers. Shared by request threads, each of which waits for its own
 * answer; a semaphore bounds how many are under way.
 *
 * <p>A prepare that is not answered in time is cancelled at once, and its answer is still waited
 * for in the background: should it be yes, it is cancelled again. A server that was merely slow
 * thus never keeps a match that has gone elsewhere. Time in which this process itself stood still
 * is not counted against a server, see {@link FairWait}.
 */
public final class Commander implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Commander.class);

    private final Bus bus;
    private final CommandConfig config;
    private final CommandMeters meters;
    private final LongSupplier nanoClock;
    private final RegionRoundTrips roundTrips;
    private final Semaphore free;

    // Written by whoever closes.
    private volatile boolean isClosed;

    private Commander(Bus bus, CommandConfig config, CommandMeters meters, LongSupplier nanoClock) {
        this.bus = bus;
        this.config = config;
        this.meters = meters;
        this.nanoClock = nanoClock;
        this.roundTrips = new RegionRoundTrips(config);
        this.free = new Semaphore(config.inFlightMax());
    }

    /** A commander that speaks as the matchmaker, in the centre. */
    public static Commander create(
            Bus bus, CommandConfig config, CommandMeters meters, LongSupplier nanoClock) {
        return new Commander(bus, config, meters, nanoClock);
    }

    /** Asks for a match and waits. On no answer the match is cancelled there, now and later. */
    public CommandOutcome prepare(ServerRef server, PrepareMatch command) {
        var deadline = roundTrips.prepareDeadline(server.region(), server.instance());
        long startNs = nanoClock.getAsLong();
        var answer = ask(server, command);
        var outcome = FairWait.await(answer, deadline);
        if (outcome instanceof NoAnswer) {
            cancel(server, command.matchId(), command.attempt());
            var _ = answer.thenAccept(late -> onLate(server, command, late));
        } else if (outcome instanceof Done || outcome instanceof Refused) {
            roundTrips.onPrepared(server.instance());
        }
        onOutcome(server, outcome, startNs);
        return outcome;
    }

    /** Sends a command and waits for the answer. */
    public CommandOutcome send(ServerRef server, ServerCommand command) {
        long startNs = nanoClock.getAsLong();
        var outcome = FairWait.await(ask(server, command), roundTrips.deadline(server.region()));
        onOutcome(server, outcome, startNs);
        return outcome;
    }

    /** Tells a server in the background that a match is not wanted; one try. */
    public void cancel(ServerRef server, String matchId, int attempt) {
        if (isClosed) {
            return;
        }
        Thread.startVirtualThread(
                () -> {
                    var outcome = send(server, new CancelMatch(matchId, attempt));
                    LOG.atInfo()
                            .addKeyValue("matchId", matchId)
                            .addKeyValue("gameServer", server.serverId())
                            .addKeyValue("attempt", attempt)
                            .addKeyValue("outcome", outcome.getClass().getSimpleName())
                            .log("Match cancelled");
                });
    }

    /** No more cancels in the background: the bus is about to go, and seats end by themselves. */
    @Override
    public void close() {
        isClosed = true;
    }

    private void onLate(ServerRef server, PrepareMatch command, CommandOutcome late) {
        if (late instanceof Done) {
            meters.late();
            cancel(server, command.matchId(), command.attempt());
        }
    }

    /** Asks in the background for as long as a late answer is of interest. */
    private CompletableFuture<CommandOutcome> ask(ServerRef server, ServerCommand command) {
        if (!free.tryAcquire()) {
            return CompletableFuture.completedFuture(new NotSent());
        }
        var answer = new CompletableFuture<CommandOutcome>();
        Thread.startVirtualThread(
                () -> {
                    CommandOutcome outcome = new NoAnswer(); // stands if the bus itself throws
                    try {
                        outcome = request(server, command);
                    } finally {
                        free.release();
                        answer.complete(outcome);
                    }
                });
        return answer;
    }

    private CommandOutcome request(ServerRef server, ServerCommand command) {
        var subject = Subjects.ofRegion(server.region(), Subjects.serverCommand(server.serverId()));
        return read(server, bus.request(subject, command.write(), config.lateMax()));
    }

    private static CommandOutcome read(ServerRef server, Reply reply) {
        return switch (reply) {
            case Reply.Answered(var body) -> readBody(server, body);
            case Reply.NobodyThere _ -> new NobodyThere();
            case Reply.TimedOut _ -> new NoAnswer();
        };
    }

    private static CommandOutcome readBody(ServerRef server, byte[] body) {
        try {
            return switch (CommandReply.read(body)) {
                case CommandReply.Accepted accepted -> new Done(accepted.statusSeq());
                case CommandReply.Refused(var code) -> new Refused(code);
            };
        } catch (MalformedBody e) {
            LOG.atWarn()
                    .addKeyValue("gameServer", server.serverId())
                    .addKeyValue("cause", e.getMessage())
                    .log("Answer of a game server cannot be read");
            return new NoAnswer();
        }
    }

    private void onOutcome(ServerRef server, CommandOutcome outcome, long startNs) {
        long tookNs = nanoClock.getAsLong() - startNs;
        meters.answered(outcome, tookNs);
        if (outcome instanceof Done || outcome instanceof Refused) {
            roundTrips.onAnswer(server.region(), tookNs);
        }
    }
}
