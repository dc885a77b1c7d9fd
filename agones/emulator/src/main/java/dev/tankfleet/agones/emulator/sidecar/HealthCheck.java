package dev.tankfleet.agones.emulator.sidecar;

import dev.tankfleet.agones.emulator.loop.Loop;
import dev.tankfleet.agones.sdk.GameServer;

import org.jspecify.annotations.Nullable;

/**
 * Counts the periods without a sign of life. Owned by the loop. It stands for the kubelet's probe
 * as well, which makes the real sidecar begin to look.
 */
final class HealthCheck {
    private final Loop loop;
    private final GameServer.Health rules;
    private final Runnable onUnhealthy;

    // Owned by the loop.
    private Loop.@Nullable Timer timer;
    private boolean isAlive;
    private int missesInARow;

    HealthCheck(Loop loop, GameServer.Health rules, Runnable onUnhealthy) {
        this.loop = loop;
        this.rules = rules;
        this.onUnhealthy = onUnhealthy;
    }

    void start() {
        if (!rules.disabled()) {
            timer = loop.after(rules.initialDelay().plus(rules.period()), this::look);
        }
    }

    void onSignOfLife() {
        isAlive = true;
        missesInARow = 0;
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void look() {
        missesInARow = isAlive ? 0 : missesInARow + 1;
        isAlive = false;
        if (missesInARow >= rules.failureThreshold()) {
            onUnhealthy.run();
            return;
        }
        timer = loop.after(rules.period(), this::look);
    }
}
