package dev.tankfleet.fleets.chart;

import dev.tankfleet.testkit.program.Program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A real nats-server with the script, the configuration and the passwords that a chart gives it.
 * Owned by one test, which marks itself {@code NeedsProgram(NATS)}.
 */
public final class ChartNats implements AutoCloseable {
    private static final int CONNECT_MAX_MS = 200;

    /** Who comes to a hub, by the keys of its Secret. */
    private static final Pattern USER_OF_HUB = Pattern.compile("user: \"(leaf\\.)?([a-z0-9-]+)\"");

    private final ChartProcess process;
    private final Path root;
    private final Map<String, String> local;

    private ChartNats(ChartProcess process, Path root, Map<String, String> local) {
        this.process = process;
        this.root = root;
        this.local = local;
    }

    /** The file of a component's ConfigMap. */
    public static String conf(Rendered rendered, String component) {
        return file(rendered, component, "nats.conf");
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
        var root = Files.createDirectories(folder.resolve(component));
        Files.createDirectories(root.resolve("run"));
        var here = new LinkedHashMap<>(local);
        here.put("/etc/nats/nats.conf", root.resolve("nats.conf").toString());
        here.put("/etc/nats-passwords", root.resolve("passwords").toString());
        here.put("/etc/nats-hub-password", root.resolve("hub-password").toString());
        here.put("/run/nats", root.resolve("run").toString());
        var pod = rendered.pod(component);
        var environment = ContainerEnvironment.of(rendered, pod, "r-" + component, folder);
        Files.writeString(
                root.resolve("nats.conf"), ChartProcess.replaced(conf(rendered, component), here));
        writePasswords(root, rendered, component, pod, environment);
        var process =
                ChartProcess.start(
                        root,
                        file(rendered, component, "start.sh"),
                        here,
                        List.of(Program.NATS.path().orElseThrow().getParent()),
                        environment.variables());
        var server = new ChartNats(process, root, here);
        server.process.await("it listens", () -> isListening(port));
        return server;
    }

    /** Gives a password another content, as a kubelet does; it is a line or some. */
    public void password(String file, String content) throws IOException {
        write(root.resolve(file), content);
    }

    /** Gives it another configuration, as an upgrade does. */
    public void configure(Rendered rendered, String component) throws IOException {
        write(root.resolve("nats.conf"), ChartProcess.replaced(conf(rendered, component), local));
    }

    /** How often it has read its configuration anew. */
    public long reloads() {
        return process.log().lines().filter(line -> line.contains("Reloaded server")).count();
    }

    /** All that it said. */
    public String log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }

    private static void writePasswords(
            Path root,
            Rendered rendered,
            String component,
            PodPlan pod,
            ContainerEnvironment environment)
            throws IOException {
        for (var volume : pod.spec().path("volumes")) {
            var name = volume.path("name").asText();
            var secret = volume.at("/secret/secretName").asText();
            if (!name.endsWith("password") && !name.endsWith("passwords")) {
                continue;
            }
            var to = Files.createDirectories(root.resolve(name));
            for (var item : volume.at("/secret/items")) {
                Files.writeString(
                        to.resolve(item.path("path").asText()),
                        environment.secret(secret, item.path("key").asText()));
            }
            if (!volume.at("/secret").has("items")) {
                var users = USER_OF_HUB.matcher(conf(rendered, component));
                while (users.find()) {
                    var key = "hub-" + (users.group(1) == null ? "" : "leaf-") + users.group(2);
                    Files.writeString(
                            to.resolve(key + "-password"),
                            environment.secret(secret, key + "-password"));
                }
            }
        }
    }

    /** A kubelet exchanges a file as a whole, too. */
    private static void write(Path file, String content) throws IOException {
        ChartProcess.exchange(file, content);
    }

    private static String file(Rendered rendered, String component, String name) {
        var map = rendered.one("ConfigMap", "r-" + component);
        return map.path("data").path(name).asText().strip();
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
