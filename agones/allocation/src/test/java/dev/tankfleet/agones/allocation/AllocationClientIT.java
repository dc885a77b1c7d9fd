package dev.tankfleet.agones.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.allocation.AllocationConfig.Security;
import dev.tankfleet.testkit.port.FreePorts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

@Timeout(120)
final class AllocationClientIT {
    private static final Allocation ANY = Allocation.ready("default", Map.of());

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @Test
    void knowsThatNothingHappenedIfNobodyListens() throws IOException {
        try (var client = client(FreePorts.next(), Duration.ofSeconds(30), 1)) {
            assertThat(client.allocate(ANY)).isInstanceOf(AllocationOutcome.Unavailable.class);
            assertThat(client.freeSlots()).isEqualTo(1);
        }
    }

    @Test
    void knowsThatNothingHappenedIfTheOtherSideNeverSpeaks() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = client(silent.getLocalPort(), Duration.ofMillis(300), 1)) {
            assertThat(client.allocate(ANY)).isInstanceOf(AllocationOutcome.Unavailable.class);
        }
    }

    @Test
    void waitsForAFreeSlotNoLongerThanTheDeadline() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = client(silent.getLocalPort(), Duration.ofSeconds(2), 1)) {
            var first = executor.submit(() -> client.allocate(ANY));
            var second = executor.submit(() -> client.allocate(ANY));

            assertThat(first.get()).isInstanceOf(AllocationOutcome.Unavailable.class);
            assertThat(second.get()).isInstanceOf(AllocationOutcome.Unavailable.class);
        }
    }

    @Test
    void refusesCertificatesThatCannotBeRead() {
        var missing = Path.of("no-such-file.pem");
        var config =
                new AllocationConfig(
                        "localhost",
                        443,
                        Security.MutualTls.of(missing, missing, missing),
                        Duration.ofSeconds(1),
                        1);

        assertThatThrownBy(() -> AllocationClient.connect(config, executor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-such-file.pem");
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> AllocationConfig.loopback(0)).hasMessageContaining("port: 0");
        assertThatThrownBy(() -> AllocationConfig.loopback(1).withDeadline(Duration.ZERO))
                .hasMessageContaining("deadline: PT0S");
        assertThatThrownBy(() -> client(1, Duration.ofSeconds(1), 0))
                .hasMessageContaining("inFlightMax: 0");
    }

    private AllocationClient client(int port, Duration deadline, int inFlightMax) {
        return AllocationClient.connect(
                new AllocationConfig(
                        "127.0.0.1", port, new Security.Plaintext(), deadline, inFlightMax),
                executor);
    }
}
