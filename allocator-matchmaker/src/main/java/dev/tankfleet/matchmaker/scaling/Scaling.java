package dev.tankfleet.matchmaker.scaling;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import dev.tankfleet.matchmaker.locate.RegionTable;
import dev.tankfleet.matchmaker.server.RegionSlots;
import dev.tankfleet.matchmaker.server.ServerTable;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Decides how many servers a Fleet should have: the Allocated and Reserved ones, those that the
 * missing slots need, and a few Ready ones. Shared; one lock guards what it remembers of each
 * region, and nothing waits under it.
 *
 * <p>It never asks for fewer than are Allocated: that would put the overflow label on servers with
 * players, and take them out of use for good.
 */
public final class Scaling {
    private final ScalingConfig config;
    private final int slotsWanted;
    private final RegionTable regions;
    private final ServerTable table;
    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock();

    /** One for each region that is described, and no more. */
    @GuardedBy("lock")
    private final Map<String, Growth> growths = new HashMap<>();

    private Scaling(
            ScalingConfig config,
            int slotsWanted,
            RegionTable regions,
            ServerTable table,
            LongSupplier nanoClock) {
        this.config = config;
        this.slotsWanted = slotsWanted;
        this.regions = regions;
        this.table = table;
        this.nanoClock = nanoClock;
    }

    /**
     * Scaling over a table.
     *
     * @param slotsWanted free slots that are kept per region
     */
    public static Scaling create(
            ScalingConfig config,
            int slotsWanted,
            RegionTable regions,
            ServerTable table,
            LongSupplier nanoClock) {
        return new Scaling(config, slotsWanted, regions, table, nanoClock);
    }

    /** What a Fleet should have. Called on request threads. */
    public ScalingAnswer decide(FleetState fleet) {
        if (regions.find(fleet.region()) == null) {
            return new ScalingAnswer.UnknownRegion();
        }
        long nowNs = nanoClock.getAsLong();
        var slots = table.slots(fleet.region(), fleet.build(), nowNs);
        boolean isSilent = slots.readyServers() == 0 && slots.allocated().isEmpty();
        if (isSilent && fleet.ready() + fleet.allocated() > 0 && slots.usedSlots() == 0) {
            return new ScalingAnswer.RegionSilent();
        }
        long needed = (long) fleet.kept() + serversFor(slots, nowNs) + config.readyMin();
        int least = fleet.kept() + config.readyMin();
        return new ScalingAnswer.Replicas(
                Math.max(least, (int) Math.min(needed, config.serversMax())));
    }

    /** Servers that the missing slots need. */
    private int serversFor(RegionSlots slots, long nowNs) {
        int missing = slotsWanted + ahead(slots.region(), nowNs) - slots.freeSlots();
        return Math.ceilDiv(Math.max(0, missing), slots.slotsPerServer());
    }

    /** Over all builds: during a roll-out players move from one to the other. */
    private int ahead(String region, long nowNs) {
        int used = table.slots(region, null, nowNs).usedSlots();
        lock.lock();
        try {
            return growths.computeIfAbsent(region, _ -> new Growth())
                    .ahead(used, nowNs, config.lead().toNanos());
        } finally {
            lock.unlock();
        }
    }
}
