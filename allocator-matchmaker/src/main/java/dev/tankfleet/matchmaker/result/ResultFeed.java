package dev.tankfleet.matchmaker.result;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.matchmaker.database.DatabaseAwayException;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.result.MatchResult;
import dev.tankfleet.proto.subject.Id;
import dev.tankfleet.proto.subject.Subjects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Takes results off the bus. Runs on the consumer's thread, one result at a time, and acknowledges
 * after the commit: a result comes again until the database has it.
 */
public final class ResultFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultFeed.class);

    /** As the law of the bus calls it: the regions' streams keep a place for no other name. */
    private static final String CONSUMER = "results";

    /** End of the year 9999. */
    private static final long TIME_MAX_MS = 253_402_300_799_999L;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ResultStore store;
    private final Map<Outcome, Counter> messages = new EnumMap<>(Outcome.class);
    private final Bus.Subscription subscription;

    private ResultFeed(Bus bus, ResultStore store, MeterRegistry registry) {
        this.store = store;
        for (var outcome : Outcome.values()) {
            messages.put(
                    outcome,
                    Counter.builder("matchmaker.result.messages")
                            .description("Results by what became of them")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        this.subscription =
                bus.consumeDurable(
                        Subjects.ofEveryRegion(Subjects.MATCH_RESULT),
                        CONSUMER,
                        RETRY_AFTER,
                        this::onMessage);
    }

    /** Takes results of all regions from now on, and those that waited. */
    public static ResultFeed start(Bus bus, ResultStore store, MeterRegistry registry) {
        return new ResultFeed(bus, store, registry);
    }

    @Override
    public void close() {
        subscription.close();
    }

    private void onMessage(Bus.DurableMessage message) {
        MatchResult result;
        try {
            result = MatchResult.read(message.body());
        } catch (MalformedBody e) {
            drop(message, String.valueOf(e.getMessage()));
            return;
        }
        if (!result.region().equals(Subjects.regionOf(message.subject()))) {
            drop(message, "it speaks for another region than it came from");
            return;
        }
        if (!Id.isValid(result.mode())
                || result.endedAtMs() > TIME_MAX_MS
                || result.startedAtMs() > TIME_MAX_MS) {
            drop(message, "its mode or its times cannot be stored");
            return;
        }
        try {
            boolean isNew = store.store(result);
            message.acknowledge();
            count(isNew ? Outcome.STORED : Outcome.DUPLICATE);
            LOG.atInfo()
                    .addKeyValue("matchId", result.matchId())
                    .addKeyValue("gameServer", result.serverId())
                    .addKeyValue("cause", result.reason().word())
                    .addKeyValue("isNew", isNew)
                    .log("Match ended");
        } catch (DatabaseAwayException e) {
            count(Outcome.POSTPONED);
            LOG.atWarn()
                    .addKeyValue("matchId", result.matchId())
                    .addKeyValue("cause", e.getMessage())
                    .log("Result waits for the database");
        }
    }

    /** It will never be readable: acknowledged, or it would come again for ever. */
    private void drop(Bus.DurableMessage message, String cause) {
        LOG.atWarn()
                .addKeyValue("messageId", message.messageId())
                .addKeyValue("cause", cause)
                .log("Result dropped");
        count(Outcome.DROPPED);
        message.acknowledge();
    }

    private void count(Outcome outcome) {
        var counter = messages.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }

    /** What became of a result. */
    private enum Outcome {
        STORED,
        /** The database had it already. */
        DUPLICATE,
        /** The database is away; the bus brings it again. */
        POSTPONED,
        /** It can never be read. */
        DROPPED
    }
}
