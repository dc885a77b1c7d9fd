package dev.tankfleet.agones.emulator.cluster;

import dev.tankfleet.agones.emulator.loop.Loop;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a controller leads. While none does, sidecars and allocators go on, and servers that ask
 * are not made Ready, none is deleted for its Shutdown, and none is replaced. What a node does goes
 * on as well: here a server is Scheduled, Unhealthy or gone at once, where the real one would wait
 * for its controller. Owned by the loop.
 */
public final class Leadership {
    private final Loop loop;

    // Owned by the loop.
    private Instant vacantUntil = Instant.MIN;

    Leadership(Loop loop) {
        this.loop = loop;
    }

    /** The leader is gone; another one leads after this time, 15 s on the real one. */
    public void change(Duration vacancy) {
        vacantUntil = loop.now().plus(vacancy);
    }

    /** Runs a controller's task, as soon as one leads. */
    public void run(Runnable task) {
        if (loop.now().isBefore(vacantUntil)) {
            loop.after(Duration.between(loop.now(), vacantUntil), () -> run(task));
        } else {
            task.run();
        }
    }
}
