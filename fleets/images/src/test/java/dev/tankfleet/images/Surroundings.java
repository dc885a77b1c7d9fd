package dev.tankfleet.images;

import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.cluster.ServerTemplate;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.testkit.nats.TestNats;
import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.redis.TestRedis;
import dev.tankfleet.testkit.time.Eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What a game server needs around it: bus, routes and Agones. Owned by one test. */
final class Surroundings implements AutoCloseable {
    private static final Duration READY_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(20);

    /** Its own word, or that of a JVM whose hooks have run after SIGTERM. */
    private static final Set<Integer> CLEAN = Set.of(0, 143);

    private final TestNats nats;
    private final TestRedis redis = TestRedis.start();

    /** The fast one: what Agones itself takes after the call, half a second, is not the image's. */
    private final Emulator agones = Emulator.start(EmulatorConfig.fast("images"));

    Surroundings(Path folder) {
        int port = FreePorts.next();
        this.nats =
                TestNats.start(
                        folder,
                        "bus",
                        port,
                        """
                        listen: "127.0.0.1:%d"
                        authorization { user: "servers", password: "servers" }
                        """
                                .formatted(port));
    }

    /** What a new game server takes from the start of its process to Ready. */
    Start timeToReady(Jail jail, String name, Path output)
            throws IOException, InterruptedException {
        var template =
                ServerTemplate.withLabels(Map.of())
                        .withCounter("matches", 0, 64)
                        .withCounter("players", 0, 64);
        int sidecar = agones.createGameServer(name, template);
        var environment =
                Map.ofEntries(
                        Map.entry("AGONES_SDK_GRPC_PORT", Integer.toString(sidecar)),
                        Map.entry("SERVER_ID", "eu-" + name),
                        Map.entry("REGION", "eu"),
                        Map.entry("CITY", "Frankfurt"),
                        Map.entry("PUBLIC_IP", "127.0.0.1"),
                        Map.entry("GATEWAY_URL", "ws://127.0.0.1:8080"),
                        Map.entry("REGION_KEY", "0123456789abcdef0123456789abcdef"),
                        Map.entry("NATS_URLS", nats.url()),
                        Map.entry("NATS_USER", "servers"),
                        Map.entry("NATS_PASSWORD", "servers"),
                        Map.entry("REDIS_URL", redis.url()),
                        Map.entry("OPS_HOST", "127.0.0.1"),
                        Map.entry("OPS_PORT", "0"),
                        Map.entry("JDK_JAVA_OPTIONS", "-Xmx64m -Xmn6m"));
        long startNs = System.nanoTime();
        var process = jail.start(Service.GAME_SERVER, output, environment);
        try {
            Eventually.eventuallyTrue(READY_MAX, name + " is Ready", () -> isReady(name));
            var wall = Duration.ofNanos(System.nanoTime() - startNs);
            var cpu = process.info().totalCpuDuration().orElseThrow();
            return new Start(wall, cpu, rights(process));
        } finally {
            process.destroy();
            if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)
                    || !CLEAN.contains(process.exitValue())) {
                process.destroyForcibly();
                throw new IOException(name + " did not end cleanly; see " + output);
            }
        }
    }

    /** What the kernel says it may do; the jail becomes the service, in the same process. */
    private static List<String> rights(Process process) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/%d/status".formatted(process.pid())))) {
            return lines.filter(line -> line.matches("(Cap(Inh|Prm|Eff|Amb)|NoNewPrivs):.*"))
                    .toList();
        }
    }

    private boolean isReady(String name) {
        return agones.gameServers().stream()
                .anyMatch(
                        server ->
                                server.name().equals(name)
                                        && server.state() == GameServer.State.READY);
    }

    @Override
    public void close() {
        agones.close();
        redis.close();
        nats.close();
    }

    /**
     * A start.
     *
     * @param wall as a clock on the wall shows it
     * @param cpu spent by the process, on all cores together
     * @param rights lines of the kernel about its capabilities
     */
    record Start(Duration wall, Duration cpu, List<String> rights) {}
}
