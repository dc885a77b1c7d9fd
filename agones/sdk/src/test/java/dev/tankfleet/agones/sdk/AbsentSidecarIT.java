package dev.tankfleet.agones.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.testkit.port.FreePorts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

@Timeout(120)
final class AbsentSidecarIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void tellsClearlyThatNobodyListens() throws IOException, InterruptedException {
        BlockingQueue<Watch.Event> told = new LinkedBlockingQueue<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var agones =
                        AgonesSdk.connect(
                                SdkConfig.onPort(FreePorts.next()).withCallDeadline(PATIENCE),
                                executor)) {
            assertThatThrownBy(agones::ready)
                    .isInstanceOfSatisfying(
                            SdkException.class,
                            e -> assertThat(e.error()).isInstanceOf(SdkError.Unavailable.class))
                    .hasMessageContaining("Ready")
                    .hasMessageContaining("refused");

            agones.watch(told::add);

            for (int i = 0; i < 3; i++) {
                assertThat(told.poll(30, TimeUnit.SECONDS))
                        .isInstanceOf(Watch.Event.Disconnected.class);
            }
        }
    }

    @Test
    void refusesCallsAfterItWasClosed() throws IOException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var agones = AgonesSdk.connect(SdkConfig.onPort(FreePorts.next()), executor);
            agones.close();

            assertThatThrownBy(agones::ready)
                    .isInstanceOfSatisfying(
                            SdkException.class,
                            e -> assertThat(e.error()).isInstanceOf(SdkError.Closed.class));
        }
    }
}
