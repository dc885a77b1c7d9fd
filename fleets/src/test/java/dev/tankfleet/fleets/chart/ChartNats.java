package dev.tankfleet.fleets.chart;

import dev.tankfleet.testkit.program.Program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real nats-server with the configuration and the environment that a chart gives it. Owned by one
 * test, which marks itself {@code NeedsProgram(NATS)}.
 */
public final class ChartNats implements AutoCloseable {
    private static final int STOP_MAX_S = 10;
    private static final int CONNECT_MAX_MS = 200;

    private final Process process;

    private ChartNats(Process process) {
        this.process = process;
    }

    /** The file of a component's ConfigMap. */
    public static String conf(Rendered rendered, String component) {
        return rendered.one("ConfigMap", "r-" + component)
                .path("data")
                .path("nats.conf")
                .asText()
                .strip();
    }

    /**
     * Starts it, and comes back when it listens.
     *
     * @param folder of the test's own
     * @param local what stands in file and environment, to what stands for it on this machine
     * @param port where it listens then
     */
    public static ChartNats start(
            Path folder, Rendered rendered, String component, Map<String, String> local, int port)
            throws IOException {
        var file =
                Files.writeString(
                        folder.resolve(component + ".conf"),
                        replaced(conf(rendered, component), local));
        var log = folder.resolve(component + ".log");
        var builder =
                new ProcessBuilder(Program.NATS.path().orElseThrow().toString(), "-c", "" + file)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().clear();
        var pod = rendered.pod(component);
        ContainerEnvironment.of(rendered, pod, "r-" + component, folder)
                .variables()
                .forEach((name, value) -> builder.environment().put(name, replaced(value, local)));
        var process = builder.start();
        while (!isListening(port)) {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(log));
            }
            Thread.onSpinWait();
        }
        return new ChartNats(process);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(STOP_MAX_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String replaced(String text, Map<String, String> local) {
        var result = text;
        for (var entry : local.entrySet()) {
            result = result.replace(entry.getKey(), entry.getValue());
        }
        return result;
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MAX_MS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
