package dev.tankfleet.faults.agones;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.Health;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

final class KubeletIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PORT = 9357;

    private final Written written = new Written();

    @Test
    void runsOnlyWhatIsScheduledUntilItHasToGo() throws Exception {
        written.put("starting", "Starting", null);
        written.put("gone", "Scheduled", Instant.EPOCH);
        written.put("due", "Scheduled", null);
        try (var _ = Kubelet.start(written, written::launch)) {
            says("sidecar due", "process due on 9357");
            written.put("due", "Ready", null);
            written.put("other", "Scheduled", null);
            says("sidecar due", "process due on 9357", "sidecar other", "process other on 9357");

            written.put("due", "Allocated", Instant.EPOCH);

            says(
                    "sidecar due",
                    "process due on 9357",
                    "sidecar other",
                    "process other on 9357",
                    "no process due",
                    "no sidecar due");
        }
        assertThat(written.said).endsWith("no process other", "no sidecar other", "closed");
    }

    @Test
    void goesOnWhenAServerIsDeletedBeforeItsSidecarRuns() throws Exception {
        written.put("short-lived", "Scheduled", null);
        written.onSidecar =
                () -> {
                    written.servers.remove("short-lived");
                    written.onSidecar = () -> {};
                    throw new IllegalStateException("sdk-server-short-lived has ended");
                };
        try (var _ = Kubelet.start(written, written::launch)) {
            says("sidecar short-lived");

            written.put("next", "Scheduled", null);

            says("sidecar short-lived", "sidecar next", "process next on 9357");
        }
    }

    @Test
    void tellsWhyItHasEndedWhenItIsClosed() throws Exception {
        written.put("due", "Scheduled", null);
        written.onSidecar =
                () -> {
                    throw new IllegalStateException("sdk-server-due is not ready within PT1M");
                };
        var kubelet = Kubelet.start(written, written::launch);
        says("sidecar due");

        assertThatThrownBy(kubelet::close)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("sdk-server-due is not ready within PT1M");
        assertThat(written.said).containsExactly("sidecar due", "closed");
    }

    private void says(String... said) throws Exception {
        eventually(SOON, () -> assertThat(written.said).containsExactly(said));
    }

    /** Writes down what a kubelet does. */
    private static final class Written implements Kubelet.Pods {
        private final Map<String, GameServer> servers = new ConcurrentHashMap<>();
        private final List<String> said = new CopyOnWriteArrayList<>();
        private volatile Runnable onSidecar = () -> {};

        void put(String name, String state, Instant deletedAt) {
            servers.put(
                    name,
                    new GameServer(
                            name,
                            "default",
                            name,
                            state,
                            Map.of(),
                            Map.of(),
                            "127.0.0.1",
                            List.of(),
                            List.of(),
                            Map.of(),
                            Map.of(),
                            new Health(true, SOON, 1, SOON),
                            deletedAt));
        }

        Runnable launch(String gameServer, int sidecarPort) {
            said.add("process " + gameServer + " on " + sidecarPort);
            return () -> said.add("no process " + gameServer);
        }

        @Override
        public List<GameServer> list() {
            return List.copyOf(servers.values());
        }

        @Override
        public int startSidecar(String gameServer) {
            said.add("sidecar " + gameServer);
            onSidecar.run();
            return PORT;
        }

        @Override
        public void endSidecar(String gameServer) {
            said.add("no sidecar " + gameServer);
        }

        @Override
        public void close() {
            said.add("closed");
        }
    }
}
