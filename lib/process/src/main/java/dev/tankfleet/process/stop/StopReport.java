package dev.tankfleet.process.stop;

import java.util.List;

/**
 * How the stop went.
 *
 * @param done steps that ended in time, in the order in which they ran
 * @param failed steps that threw or passed their deadline
 */
public record StopReport(List<String> done, List<String> failed) {
    public StopReport {
        done = List.copyOf(done);
        failed = List.copyOf(failed);
    }

    /** Whether every step ended in time. */
    public boolean isClean() {
        return failed.isEmpty();
    }
}
