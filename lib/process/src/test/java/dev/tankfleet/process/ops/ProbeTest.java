package dev.tankfleet.process.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicBoolean;

final class ProbeTest {
    private final Probe probe = new Probe();

    @Test
    void namesWhatDoesNotHoldNow() {
        var isUp = new AtomicBoolean();
        probe.require("database", isUp::get);
        probe.require("bus", () -> true);

        assertThat(probe.missing()).containsExactly("database");

        isUp.set(true);
        assertThat(probe.missing()).isEmpty();
    }

    @Test
    void countsAConditionThatThrowsAsMissing() {
        probe.require(
                "agones",
                () -> {
                    throw new IllegalStateException("no sidecar");
                });

        assertThat(probe.missing()).containsExactly("agones");
    }

    @Test
    void refusesATakenOrMalformedName() {
        probe.require("bus", () -> true);

        assertThatThrownBy(() -> probe.require("bus", () -> true))
                .hasMessage("name: bus (expected: not taken)");
        assertThatThrownBy(() -> probe.require("a\"b", () -> true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesMoreConditionsThanItsBound() {
        for (int i = 0; i < 64; i++) {
            probe.require("c" + i, () -> true);
        }

        assertThatThrownBy(() -> probe.require("one-more", () -> true))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void forgetsARemovedCondition() {
        probe.require("bus", () -> false);

        probe.remove("bus");

        assertThat(probe.missing()).isEmpty();
    }
}
