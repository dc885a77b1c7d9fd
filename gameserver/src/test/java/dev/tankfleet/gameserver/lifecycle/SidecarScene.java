package dev.tankfleet.gameserver.lifecycle;

import dev.tankfleet.gameserver.lifecycle.GameServerView.Phase;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A sidecar that notes what it hears and shows what the test says. Time moves by hand. Owned by the
 * test's thread.
 */
final class SidecarScene implements Sidecar {
    final List<String> calls = new ArrayList<>();
    final List<DrainCause> drained = new ArrayList<>();
    final Lifecycle lifecycle;

    Heard heard = Heard.YES;
    Sighting look = new Sighting.Unreachable();
    long nowNs = -1_000;

    private final LifecycleLoop loop;

    SidecarScene() {
        lifecycle = new Lifecycle(LifecycleConfig.STANDARD, () -> nowNs, () -> {}, drained::add);
        loop = new LifecycleLoop(lifecycle, this, () -> nowNs);
    }

    /** Does all that is due now. */
    void settle() {
        for (int i = 0; i < 100; i++) {
            if (!loop.runOnce(nowNs)) {
                return;
            }
        }
        throw new IllegalStateException("the loop finds no rest: " + calls);
    }

    void pass(Duration time) {
        nowNs += time.toNanos();
        settle();
    }

    void show(Phase phase, @Nullable String intent, @Nullable Instant lastAllocated) {
        look = new Sighting.Seen(view(phase, intent, lastAllocated), false);
        lifecycle.onSighting(look);
        settle();
    }

    void showOnNewStream(Phase phase, @Nullable String intent, @Nullable Instant lastAllocated) {
        look = new Sighting.Seen(view(phase, intent, lastAllocated), false);
        lifecycle.onSighting(new Sighting.Seen(view(phase, intent, lastAllocated), true));
        settle();
    }

    /** With the overflow label, or a deletion timestamp. */
    void showUnwanted(Phase phase, @Nullable String intent, @Nullable Instant lastAllocated) {
        var view = new GameServerView(phase, phase.name(), intent, lastAllocated, true);
        lifecycle.onSighting(new Sighting.Seen(view, false));
        settle();
    }

    static GameServerView view(
            Phase phase, @Nullable String intent, @Nullable Instant lastAllocated) {
        return new GameServerView(phase, phase.name(), intent, lastAllocated, false);
    }

    @Override
    public void open(Consumer<Sighting> listener) {}

    @Override
    public Heard ready() {
        calls.add("ready");
        return heard;
    }

    @Override
    public Heard allocate() {
        calls.add("allocate");
        return heard;
    }

    @Override
    public Heard shutdown() {
        calls.add("shutdown");
        return heard;
    }

    @Override
    public Heard count(int matches, int players) {
        calls.add("count " + matches + " " + players);
        return heard;
    }

    @Override
    public Sighting look() {
        return look;
    }

    @Override
    public void close() {}
}
