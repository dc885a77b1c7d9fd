package dev.tankfleet.matchmaker;

import dev.tankfleet.matchmaker.allocation.WarmSlots;
import dev.tankfleet.matchmaker.command.Commander;
import dev.tankfleet.matchmaker.placement.SeatEnds;
import dev.tankfleet.matchmaker.reconcile.Reconciler;
import dev.tankfleet.matchmaker.result.ResultFeed;
import dev.tankfleet.matchmaker.server.StatusFeed;

/**
 * All that runs beside the requests, in the order in which it was started. Made and closed on the
 * owner's thread.
 */
record Running(
        Commander commander,
        SeatEnds seatEnds,
        StatusFeed statuses,
        WarmSlots warmSlots,
        ResultFeed results,
        Reconciler reconciler,
        Housekeeping housekeeping,
        Runnable endScaling)
        implements AutoCloseable {
    /** Stops in the reverse order: nothing new comes in while the rest ends. */
    @Override
    public void close() {
        endScaling.run();
        housekeeping.close();
        reconciler.close();
        results.close();
        warmSlots.close();
        statuses.close();
        seatEnds.close();
        commander.close();
    }
}
