package dev.tankfleet.gameserver.command;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.gameserver.command.CommandMeters.Outcome;
import dev.tankfleet.gameserver.host.Host;
import dev.tankfleet.gameserver.lifecycle.DrainCause;
import dev.tankfleet.gameserver.lifecycle.Lifecycle;
import dev.tankfleet.proto.command.CommandReply;
import dev.tankfleet.proto.command.CommandReply.Accepted;
import dev.tankfleet.proto.command.CommandReply.RefusalCode;
import dev.tankfleet.proto.command.CommandReply.Refused;
import dev.tankfleet.proto.command.ServerCommand;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.subject.Subjects;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Answers commands. The bus's delivery thread only starts a virtual thread for each; the number at
 * work is bounded, and what comes above it is refused as full.
 */
public final class CommandDesk {
    /** Commands at work at once. */
    private static final int AT_WORK_MAX = 64;

    private static final Duration STOP_MAX = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);

    private final Host host;
    private final Lifecycle lifecycle;
    private final CommandMeters meters;
    private final Semaphore places = new Semaphore(AT_WORK_MAX);

    // Written once by open.
    private volatile Bus.@Nullable Subscription subscription;

    public CommandDesk(Host host, Lifecycle lifecycle, CommandMeters meters) {
        this.host = host;
        this.lifecycle = lifecycle;
        this.meters = meters;
    }

    /** Begins to hear the commands for this server. */
    public void open(Bus bus, String serverId) {
        subscription = bus.subscribe(Subjects.serverCommand(serverId), this::onMessage);
    }

    /** Hears no more, and waits for the commands at work. */
    public void close() throws InterruptedException {
        var open = subscription;
        if (open != null) {
            open.close();
        }
        if (!places.tryAcquire(AT_WORK_MAX, STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.atWarn().log("commands are still at work");
        }
    }

    private void onMessage(Bus.Message message) {
        if (!places.tryAcquire()) {
            meters.on(Outcome.OVERLOADED);
            message.reply(new Refused(RefusalCode.FULL).write());
            return;
        }
        Thread.ofVirtual().name("command").start(() -> answer(message));
    }

    private void answer(Bus.Message message) {
        try {
            var reply = replyTo(message.body());
            message.reply(reply.write());
        } finally {
            places.release();
        }
    }

    private CommandReply replyTo(byte[] body) {
        try {
            var reply = handle(ServerCommand.read(body));
            meters.on(reply instanceof Accepted ? Outcome.ACCEPTED : Outcome.REFUSED);
            return reply;
        } catch (MalformedBody e) {
            meters.on(Outcome.MALFORMED);
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("a command could not be read");
            return new Refused(RefusalCode.MALFORMED);
        }
    }

    private CommandReply handle(ServerCommand command) {
        return switch (command) {
            case ServerCommand.PrepareMatch prepare -> host.prepare(prepare);
            case ServerCommand.AddSeats add -> host.addSeats(add);
            case ServerCommand.CancelMatch cancel -> host.cancel(cancel);
            case ServerCommand.Hold(var intent, var lease) -> known(lifecycle.hold(intent, lease));
            case ServerCommand.Release(var intent) -> known(lifecycle.release(intent));
            case ServerCommand.Drain() -> {
                lifecycle.drain(DrainCause.COMMAND);
                yield new Accepted(null, null, null);
            }
        };
    }

    private static CommandReply known(boolean isOurIntent) {
        return isOurIntent
                ? new Accepted(null, null, null)
                : new Refused(RefusalCode.UNKNOWN_INTENT);
    }
}
