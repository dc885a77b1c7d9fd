package dev.tankfleet.process.stop;

/** One thing that ends. Runs on a thread of its own and is interrupted at its deadline. */
@FunctionalInterface
public interface StopStep {
    /** Ends it; any failure is logged with the step's name, and the next step runs. */
    void run() throws Exception;
}
