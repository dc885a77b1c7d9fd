package dev.tankfleet.agones.emulator.sidecar;

import dev.tankfleet.agones.emulator.loop.Loop;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Delays the writes of one sidecar. Owned by the loop. Each kind has a delay of its own that begins
 * with its first change; what comes in before it ends is written together, and nothing is put off
 * by it.
 */
final class WriteQueue {
    private final Loop loop;
    private final Map<Kind, Loop.Timer> waiting = new EnumMap<>(Kind.class);
    private Duration delay;

    WriteQueue(Loop loop, Duration delay) {
        this.loop = loop;
        this.delay = delay;
    }

    /** What is written together. */
    enum Kind {
        STATE,
        LABELS,
        ANNOTATIONS,
        COUNTERS,
        LISTS
    }

    /** Lets what is added from now on wait that much longer. */
    void slow(Duration by) {
        delay = delay.plus(by);
    }

    void add(Kind kind, Runnable write) {
        waiting.computeIfAbsent(
                kind,
                k ->
                        loop.after(
                                delay,
                                () -> {
                                    waiting.remove(k);
                                    write.run();
                                }));
    }

    void clear() {
        waiting.values().forEach(Loop.Timer::cancel);
        waiting.clear();
    }
}
