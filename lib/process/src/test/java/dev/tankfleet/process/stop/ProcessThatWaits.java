package dev.tankfleet.process.stop;

import java.time.Duration;

/** A process of its own for {@link OrderedStopIT}: says when it is up, then waits for a signal. */
final class ProcessThatWaits {
    private ProcessThatWaits() {}

    public static void main(String[] args) {
        var stop = OrderedStop.create(Duration.ofSeconds(10));
        stop.register("first", Duration.ofSeconds(1), () -> System.out.println("first stopped"));
        stop.register("second", Duration.ofSeconds(1), () -> System.out.println("second stopped"));
        stop.onSignal();
        System.out.println("up");
        stop.await();
    }
}
