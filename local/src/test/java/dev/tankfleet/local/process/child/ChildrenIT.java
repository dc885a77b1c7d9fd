package dev.tankfleet.local.process.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.local.port.PortPlan;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

final class ChildrenIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<String> WAITS = List.of("sleep", "600");

    @TempDir private Path folder;

    @Test
    void endsWhoeverIsLeft() {
        ProcessHandle handle;
        try (var children = children()) {
            children.start(folder, "one", WAITS);
            handle = children.running().get("one");
            assertThat(handle.isAlive()).isTrue();
        }

        Eventually.eventuallyTrue(SOON, "ended", () -> !handle.isAlive());
    }

    @Test
    void endsAtOnceWhoStartsTooLate() {
        var children = children();
        children.close();

        var late = children.start(folder, "late", WAITS);

        Eventually.eventuallyTrue(SOON, "ended", () -> !late.isAlive());
    }

    @Test
    void startsAgainWhatEndsByItself() {
        try (var children = children()) {
            children.start(folder, "one", WAITS);
            var first = children.running().get("one");

            first.destroyForcibly();

            Eventually.eventuallyTrue(
                    SOON,
                    "another one",
                    () -> {
                        var now = children.running().get("one");
                        return now != null && now.pid() != first.pid();
                    });
        }
    }

    @Test
    void leavesAloneWhatWasStopped() {
        try (var children = children()) {
            var stopped = children.start(folder, "stopped", WAITS);
            var first = stopped.handle();
            stopped.stop(SOON);
            children.start(folder, "killed", WAITS);
            var killed = children.running().get("killed");
            killed.destroyForcibly();

            // By the time that this one is back, the other would be, too.
            Eventually.eventuallyTrue(
                    SOON,
                    "another one",
                    () -> {
                        var now = children.running().get("killed");
                        return now != null && now.pid() != killed.pid();
                    });

            assertThat(stopped.isAlive()).isFalse();
            assertThat(stopped.handle().pid()).isEqualTo(first.pid());
        }
    }

    @Test
    void endsThoseOfAKilledFleet() {
        // Its own close never comes.
        var killed = children();
        var child = killed.start(folder, "one", WAITS);
        var handle = child.handle();

        LeftBehind.stop(folder);

        Eventually.eventuallyTrue(SOON, "ended", () -> !handle.isAlive());
        assertThat(folder.resolve("children")).doesNotExist();
        killed.close();
    }

    @Test
    void leavesAloneWhoHasTheNumberOfAChildByChance() throws Exception {
        var stranger = new ProcessBuilder(WAITS).start();
        Files.writeString(folder.resolve("children"), stranger.pid() + " 12345\n");

        LeftBehind.stop(folder);

        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    @Test
    void saysWhyAChildIsNotThere() {
        try (var children = children()) {
            var ends = children.start(folder, "ends", List.of("sh", "-c", "echo no disk; exit 3"));

            assertThatThrownBy(() -> ends.awaitPort(PortPlan.freePorts(1).getFirst()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ends has ended")
                    .hasMessageContaining("no disk");
        }
    }

    private Children children() {
        return new Children(folder, ServiceJars.under(folder, false));
    }
}
