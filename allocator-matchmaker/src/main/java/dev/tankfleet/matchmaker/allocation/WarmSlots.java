package dev.tankfleet.matchmaker.allocation;

import dev.tankfleet.matchmaker.allocation.Allocator.Answer;
import dev.tankfleet.matchmaker.command.CommandOutcome;
import dev.tankfleet.matchmaker.command.Commander;
import dev.tankfleet.matchmaker.database.DatabaseAwayException;
import dev.tankfleet.matchmaker.server.RegionSlots;
import dev.tankfleet.matchmaker.server.RegionSlots.AllocatedServer;
import dev.tankfleet.matchmaker.server.ServerTable;
import dev.tankfleet.proto.command.ServerCommand.Hold;
import dev.tankfleet.proto.command.ServerCommand.Release;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps free match slots. A duty cycle: one thread looks at the table, plans and hands out the
 * calls; what comes back goes through its queue, and so do the wishes of request threads.
 *
 * <p>An allocation is asked for once. If its answer is lost the intent is looked for in the
 * statuses, and counts as under way until it is found or given up; it is never just repeated.
 */
public final class WarmSlots implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmSlots.class);
    private static final int EVENTS_MAX = 4_096;
    private static final int OPEN_AT_START_MAX = 1_024;

    /** Time in which every server answers the first poll. */
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(2);

    private static final Duration STOP_MAX = Duration.ofSeconds(2);

    private final WarmSlotsConfig config;
    private final Allocator allocator;
    private final IntentStore intents;
    private final ServerTable table;
    private final Commander commander;
    private final Supplier<String> intentIds;
    private final AllocationMeters meters;
    private final LongSupplier nanoClock;
    private final Executor calls;
    private final BlockingQueue<Runnable> events = new ArrayBlockingQueue<>(EVENTS_MAX);
    private final Thread thread =
            Thread.ofVirtual().name("matchmaker-warm-slots").unstarted(this::run);

    // Owned by the thread.
    private final Map<String, WarmRegion> regions = new HashMap<>();

    WarmSlots(
            WarmSlotsConfig config,
            Allocator allocator,
            IntentStore intents,
            ServerTable table,
            Commander commander,
            Supplier<String> intentIds,
            AllocationMeters meters,
            LongSupplier nanoClock,
            Executor calls) {
        this.config = config;
        this.allocator = allocator;
        this.intents = intents;
        this.table = table;
        this.commander = commander;
        this.intentIds = intentIds;
        this.meters = meters;
        this.nanoClock = nanoClock;
        this.calls = calls;
    }

    /**
     * Starts the thread.
     *
     * @param intentIds ids that nobody used before
     */
    public static WarmSlots start(
            WarmSlotsConfig config,
            Allocator allocator,
            IntentStore intents,
            ServerTable table,
            Commander commander,
            Supplier<String> intentIds,
            AllocationMeters meters,
            LongSupplier nanoClock) {
        var warm =
                new WarmSlots(
                        config,
                        allocator,
                        intents,
                        table,
                        commander,
                        intentIds,
                        meters,
                        nanoClock,
                        Thread::startVirtualThread);
        warm.lookForOpenIntents();
        warm.thread.start();
        return warm;
    }

    /**
     * Asks for room in a region, because a player found none. Called on request threads.
     *
     * @return whether an allocation is under way or will be made
     */
    public boolean request(String region) {
        if (!allocator.regions().contains(region)) {
            return false;
        }
        boolean canGrow =
                table.slots(nanoClock.getAsLong()).stream()
                        .anyMatch(
                                slots ->
                                        slots.region().equals(region)
                                                && (slots.readyServers() > 0
                                                        || slots.freeSlots() > 0));
        return canGrow && events.offer(() -> region(region).onDemand(nanoClock.getAsLong()));
    }

    /** Ends the thread; calls under way end by their own deadlines. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            if (!thread.join(STOP_MAX)) {
                LOG.warn("Warm slots did not stop in {}", STOP_MAX);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * After a restart: calls of the last life may have taken servers. They are looked for since
     * they were made, not since we live, or a process that dies again and again would never give
     * one up and soon have no call left to make.
     */
    private void lookForOpenIntents() {
        long nowNs = nanoClock.getAsLong();
        long ageMaxNs = Math.max(0, config.unknownFor().minus(SEEN_WITHIN).toNanos());
        for (var open : intents.findOpen(OPEN_AT_START_MAX)) {
            long ageNs = Math.min(open.age().toNanos(), ageMaxNs);
            region(open.region()).onUnknown(open.intent(), nowNs - ageNs);
        }
    }

    private void run() {
        try {
            while (true) {
                var event = events.poll(config.cycle().toNanos(), TimeUnit.NANOSECONDS);
                if (event != null) {
                    event.run();
                }
                runOnce();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** One turn of the cycle. */
    void runOnce() {
        for (var event = events.poll(); event != null; event = events.poll()) {
            event.run();
        }
        long nowNs = nanoClock.getAsLong();
        for (var slots : table.slots(nowNs)) {
            if (allocator.regions().contains(slots.region())) {
                plan(slots, nowNs);
            }
        }
    }

    private void plan(RegionSlots slots, long nowNs) {
        var region = region(slots.region());
        for (var server : region.found(slots)) {
            meters.found();
            onAllocated(region, intentOf(server), server.server().serverId());
        }
        for (var intent : region.lost(nowNs)) {
            settle(region, intent, () -> intents.toFailed(intent, "no server showed it"));
        }
        for (int i = region.missingCalls(slots, nowNs); i > 0; i--) {
            call(slots.region(), region);
        }
        var words = region.words(slots, nowNs);
        words.hold().forEach(server -> calls.execute(() -> hold(region, server)));
        words.release().forEach(server -> calls.execute(() -> release(region, server)));
    }

    private void call(String regionName, WarmRegion region) {
        var intent = intentIds.get();
        region.onCalling(intent);
        calls.execute(
                () -> {
                    var answer = ask(regionName, intent);
                    meters.answered(answer);
                    put(() -> onAnswer(regionName, region, intent, answer));
                });
    }

    private Answer ask(String regionName, String intent) {
        try {
            return intents.open(intent, regionName, config.inFlightMax())
                    ? allocator.allocate(regionName, intent)
                    : new Answer.NotDone("too many calls are under way");
        } catch (DatabaseAwayException e) {
            return new Answer.NotDone(e.getMessage() + ", so the intent was not written");
        } catch (RuntimeException e) {
            // A call without an answer would count as under way for ever.
            LOG.atError().setCause(e).addKeyValue("intent", intent).log("Allocation broke");
            return new Answer.Unknown("our own mistake");
        }
    }

    private void onAnswer(String regionName, WarmRegion region, String intent, Answer answer) {
        long nowNs = nanoClock.getAsLong();
        switch (answer) {
            case Answer.Allocated(var gameServer) ->
                    onAllocated(region, intent, regionName + "-" + gameServer);
            case Answer.NoneReady _ -> onNothing(region, intent, "none ready", nowNs);
            case Answer.NotDone(var cause) -> {
                LOG.atWarn()
                        .addKeyValue("region", regionName)
                        .addKeyValue("cause", cause)
                        .log("Allocation was not done");
                onNothing(region, intent, cause, nowNs);
            }
            case Answer.Unknown(var cause) -> {
                LOG.atWarn()
                        .addKeyValue("region", regionName)
                        .addKeyValue("intent", intent)
                        .addKeyValue("cause", cause)
                        .log("Allocation may have happened; looking for its intent");
                region.onUnknown(intent, nowNs);
            }
        }
    }

    private void onAllocated(WarmRegion region, String intent, String serverId) {
        region.onAllocated(intent);
        table.grant(serverId, intent, nanoClock.getAsLong());
        LOG.atInfo()
                .addKeyValue("gameServer", serverId)
                .addKeyValue("intent", intent)
                .log("Game server allocated ahead of demand");
        settle(region, intent, () -> intents.toAllocated(intent, serverId));
    }

    private void onNothing(WarmRegion region, String intent, String cause, long nowNs) {
        region.onNothingTaken(intent, nowNs);
        settle(region, intent, () -> intents.toFailed(intent, cause));
    }

    /** Writes down how a call ended; if that fails, the call counts as one without an answer. */
    private void settle(WarmRegion region, String intent, Runnable write) {
        calls.execute(
                () -> {
                    try {
                        write.run();
                    } catch (DatabaseAwayException e) {
                        LOG.atWarn()
                                .addKeyValue("intent", intent)
                                .addKeyValue("cause", e.getMessage())
                                .log("Intent stays open for now");
                        put(() -> region.onUnknown(intent, nanoClock.getAsLong()));
                    }
                });
    }

    private void hold(WarmRegion region, AllocatedServer server) {
        var outcome = commander.send(server.server(), new Hold(intentOf(server), config.lease()));
        if (!(outcome instanceof CommandOutcome.Done)) {
            LOG.atWarn()
                    .addKeyValue("gameServer", server.server().serverId())
                    .addKeyValue("cause", outcome)
                    .log("Game server did not take the hold");
            put(() -> region.onNotHeld(server.server().serverId(), nanoClock.getAsLong()));
        }
    }

    private void release(WarmRegion region, AllocatedServer server) {
        if (!table.setAsideIfEmpty(server.server().serverId())) {
            return;
        }
        var outcome = commander.send(server.server(), new Release(intentOf(server)));
        if (outcome instanceof CommandOutcome.Done) {
            meters.released();
            settle(region, intentOf(server), () -> intents.toReleased(intentOf(server)));
        }
    }

    private WarmRegion region(String name) {
        return regions.computeIfAbsent(name, _ -> new WarmRegion(config, nanoClock.getAsLong()));
    }

    /** Waits for room in the queue: an answer that got lost would count as under way for ever. */
    private void put(Runnable event) {
        try {
            events.put(event);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String intentOf(AllocatedServer server) {
        var intent = server.intent();
        if (intent == null) {
            throw new IllegalStateException(server.server().serverId() + " has no intent");
        }
        return intent;
    }
}
