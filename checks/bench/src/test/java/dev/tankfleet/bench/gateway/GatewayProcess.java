package dev.tankfleet.bench.gateway;

import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.time.Eventually;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A gateway in a JVM of its own, and what the system and that JVM say of it. Owned by the main
 * thread.
 *
 * <p>Its heap is touched from the start, so that what the process grows by is outside of the heap,
 * and what grows in the heap is counted after a collection.
 */
final class GatewayProcess implements AutoCloseable {
    /** System property: where a flight recording of the gateway goes; none if it is not set. */
    static final String RECORDING = "tankfleet.load.recording";

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
    private static final Duration READY_MAX = Duration.ofSeconds(60);
    private static final Duration PROBE_MAX = Duration.ofSeconds(1);
    private static final Duration STOP_MAX = Duration.ofSeconds(20);
    private static final double CLOCK_TICKS_PER_MS = 0.1;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern USED_HEAP =
            Pattern.compile("(?:DefNew|Tenured)\\s+total.* used (\\d+)K");
    private static final int HTTP_OK = 200;
    private static final long BYTES_PER_KB = 1_024;

    private final Process process;
    private final int port;

    private GatewayProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a gateway and waits until it is ready.
     *
     * @param environment on top of what it needs
     */
    static GatewayProcess start(Path folder, Ground ground, Map<String, String> environment)
            throws Exception {
        int port = FreePorts.next();
        int opsPort = FreePorts.next();
        var builder =
                new ProcessBuilder(command())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("gateway.out").toFile());
        var all = builder.environment();
        all.putAll(ground.gatewayEnvironment());
        all.put("GATEWAY_ID", "gw-bench");
        all.put("REGION", Ground.REGION);
        all.put("HOST", "127.0.0.1");
        all.put("PORT", Integer.toString(port));
        all.put("OPS_HOST", "127.0.0.1");
        all.put("OPS_PORT", Integer.toString(opsPort));
        all.put("LOG_DIRECTORY", folder.toString());
        all.put("LOG_NAME", "gateway");
        // All players come from a handful of addresses.
        all.put("WIRE_SOCKETS_MAX", "20000");
        all.put("WIRE_HANDSHAKE_BURST", "20000");
        all.put("WIRE_HANDSHAKES_PER_SECOND", "20000");
        // How fast they come in is not measured, and a cold start on a busy machine is slow.
        all.put("ADMISSION_JOIN_TIMEOUT", "20s");
        all.put("CONNECTION_JOIN_MAX", "60s");
        all.put("CONNECTION_AUTH_TIMEOUT", "60s");
        all.putAll(environment);
        var gateway = new GatewayProcess(builder.start(), port);
        gateway.awaitReady(opsPort);
        return gateway;
    }

    int port() {
        return port;
    }

    /** Processor time so far, of all threads, in ms. */
    double cpuMs() throws IOException {
        var stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / CLOCK_TICKS_PER_MS;
    }

    /** Resident memory in bytes. */
    long residentBytes() throws IOException {
        var status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
        return sumKb(RESIDENT, status) * BYTES_PER_KB;
    }

    /** What lives in the heap, in bytes. */
    long liveHeapBytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        return sumKb(USED_HEAP, jcmd("GC.heap_info")) * BYTES_PER_KB;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command() {
        var command = new ArrayList<String>();
        command.add(JAVA.resolve("java").toString());
        command.addAll(
                List.of(
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "--enable-native-access=ALL-UNNAMED"));
        var recording = System.getProperty(RECORDING);
        if (recording != null) {
            command.add(
                    "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                            + recording);
        }
        command.addAll(
                List.of(
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "dev.tankfleet.gateway.Main"));
        return command;
    }

    private void awaitReady(int opsPort) throws Exception {
        var url = URI.create("http://127.0.0.1:" + opsPort + "/ready");
        var request = HttpRequest.newBuilder(url).timeout(PROBE_MAX).build();
        try (var http = HttpClient.newHttpClient()) {
            Eventually.eventually(
                    READY_MAX,
                    () -> {
                        if (!isReady(http, request)) {
                            throw new AssertionError("gateway: not ready");
                        }
                    });
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest request)
            throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private String jcmd(String order) throws IOException, InterruptedException {
        var jcmd =
                new ProcessBuilder(
                                JAVA.resolve("jcmd").toString(),
                                Long.toString(process.pid()),
                                order)
                        .redirectErrorStream(true)
                        .start();
        var said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + order + ": " + said);
        }
        return said;
    }

    private static long sumKb(Pattern pattern, String text) throws IOException {
        long sum = 0;
        int found = 0;
        for (var match = pattern.matcher(text); match.find(); found++) {
            sum += Long.parseLong(match.group(1));
        }
        if (found == 0) {
            throw new IOException("no " + pattern + " in: " + text);
        }
        return sum;
    }
}
