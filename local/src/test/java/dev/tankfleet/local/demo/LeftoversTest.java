package dev.tankfleet.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CountDownLatch;

final class LeftoversTest {
    private final Leftovers leftovers = Leftovers.before();

    @Test
    void findsNothingWhereNothingWasLeft() {
        assertThat(leftovers.look(List.of())).isEmpty();
    }

    @Test
    void findsAThreadThatStillRuns() throws InterruptedException {
        var end = new CountDownLatch(1);
        var left =
                Thread.ofPlatform()
                        .name("left-behind")
                        .start(
                                () -> {
                                    while (end.getCount() > 0) {
                                        Thread.onSpinWait();
                                    }
                                });

        assertThat(leftovers.look(List.of())).containsExactly("thread left-behind");

        end.countDown();
        left.join();
        assertThat(leftovers.look(List.of())).isEmpty();
    }

    @Test
    void findsAPortThatIsStillTaken() throws Exception {
        try (var left = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = left.getLocalPort();

            assertThat(leftovers.look(List.of(port))).containsExactly("port " + port);
        }
    }

    @Test
    void findsAProcessThatStillRuns() throws Exception {
        var left = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(leftovers.look(List.of()))
                    .anyMatch(found -> found.startsWith("process " + left.pid() + " "));
        } finally {
            left.destroyForcibly().waitFor();
        }
    }
}
