package dev.tankfleet.matchmaker;

import dev.tankfleet.matchmaker.allocation.Allocator;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Allocates what the test has put there. Shared by virtual threads. */
final class ScriptedAllocator implements Allocator {
    final List<String> intents = new CopyOnWriteArrayList<>();

    private final Set<String> regions;
    private volatile Function<String, Answer> script = _ -> new Answer.NoneReady();

    ScriptedAllocator(String... regions) {
        this.regions = Set.of(regions);
    }

    /** From now on an intent is answered so. */
    void answers(Function<String, Answer> next) {
        script = next;
    }

    @Override
    public Set<String> regions() {
        return regions;
    }

    @Override
    public Answer allocate(String region, String intent) {
        intents.add(intent);
        return script.apply(intent);
    }
}
