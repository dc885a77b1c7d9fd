package dev.tankfleet.matchmaker.command;

import dev.tankfleet.proto.command.CommandReply.RefusalCode;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.List;

/** Meters of commands. Every thread may call them. All outcomes show from the start. */
public final class CommandMeters {
    private static final String DONE = "done";
    private static final String NO_ANSWER = "no_answer";
    private static final String NOBODY_THERE = "nobody_there";
    private static final String NOT_SENT = "not_sent";

    private final MeterRegistry registry;
    private final Counter lateAcknowledged;

    /** Registers the meters. */
    public CommandMeters(MeterRegistry registry) {
        this.registry = registry;
        this.lateAcknowledged =
                Counter.builder("matchmaker.command.late")
                        .description("Matches that were acknowledged too late and cancelled")
                        .register(registry);
        List.of(DONE, NO_ANSWER, NOBODY_THERE, NOT_SENT).forEach(this::timer);
        for (var code : RefusalCode.values()) {
            timer(code.word());
        }
    }

    void answered(CommandOutcome outcome, long tookNs) {
        timer(word(outcome)).record(Duration.ofNanos(tookNs));
    }

    void late() {
        lateAcknowledged.increment();
    }

    private Timer timer(String outcome) {
        return Timer.builder("matchmaker.command.duration")
                .description("Time from a command to its answer, or to the end of the wait")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static String word(CommandOutcome outcome) {
        return switch (outcome) {
            case CommandOutcome.Done _ -> DONE;
            case CommandOutcome.Refused(var code) -> code.word();
            case CommandOutcome.NoAnswer _ -> NO_ANSWER;
            case CommandOutcome.NobodyThere _ -> NOBODY_THERE;
            case CommandOutcome.NotSent _ -> NOT_SENT;
        };
    }
}
