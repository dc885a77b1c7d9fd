package dev.tankfleet.matchmaker.allocation;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.emulator.grpc.AllocatorTls;
import dev.tankfleet.agones.emulator.sidecar.Sidecar;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.State;
import dev.tankfleet.matchmaker.allocation.agones.AgonesAllocator;
import dev.tankfleet.testkit.tls.TestCertificates;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An emulated cluster with certificates of its own, which asks its clients for theirs. Owned by one
 * test; what it hands out belongs to it.
 */
public final class AllocationSite implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestCertificates certificates;
    private final Map<String, String> labels;
    private final Emulator emulator;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Runnable> clients = new ArrayList<>();

    private AllocationSite(TestCertificates certificates, Map<String, String> labels) {
        this.certificates = certificates;
        this.labels = labels;
        emulator =
                Emulator.start(
                        EmulatorConfig.fast("site")
                                .withAllocatorTls(
                                        new AllocatorTls(
                                                certificates.certificate("cluster"),
                                                certificates.key("cluster"),
                                                certificates.certificate("matchmaker"))));
    }

    static AllocationSite start(Path folder, Map<String, String> labels) {
        var certificates = new TestCertificates(folder);
        certificates.make("cluster");
        certificates.make("matchmaker");
        return new AllocationSite(certificates, labels);
    }

    public Emulator emulator() {
        return emulator;
    }

    /** Those of {@code cluster} and {@code matchmaker}. */
    public TestCertificates certificates() {
        return certificates;
    }

    /** Where clients are called back. */
    public ExecutorService executor() {
        return executor;
    }

    /** Does this when the site is closed. */
    public void atEnd(Runnable close) {
        clients.add(close);
    }

    void readyServers(int count) throws Exception {
        readyServers("tanks", count, labels);
    }

    /** Servers in the same namespace that are none of ours. */
    void foreignServers(int count) throws Exception {
        readyServers("cars", count, Map.of("agones.dev/fleet", "cars"));
    }

    private void readyServers(String name, int count, Map<String, String> labels) throws Exception {
        for (int i = 0; i < count; i++) {
            emulator.createGameServer(name + "-" + i, ServerTemplate.withLabels(labels));
            emulator.speakFor(name + "-" + i, Sidecar::ready);
        }
        eventually(SOON, () -> assertThat(servers(State.READY)).hasSize(count));
    }

    List<GameServer> servers(State state) {
        return emulator.gameServers().stream().filter(each -> each.state() == state).toList();
    }

    /** Servers that are Allocated and show this intent. */
    List<GameServer> allocatedFor(String intent) {
        return servers(State.ALLOCATED).stream()
                .filter(each -> intent.equals(each.annotations().get(AgonesAllocator.INTENT_KEY)))
                .toList();
    }

    @Override
    public void close() {
        for (var client : clients) {
            client.run();
        }
        emulator.close();
        executor.close();
    }
}
