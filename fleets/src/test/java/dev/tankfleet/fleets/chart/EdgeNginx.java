package dev.tankfleet.fleets.chart;

import dev.tankfleet.testkit.kubelet.MountedSecret;
import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;
import dev.tankfleet.testkit.tls.TestCertificates;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A real nginx with the configuration of a chart's edge, on free ports of the loopback address, and
 * clients of it. Owned by one test, which marks itself {@code NeedsProgram(NGINX)}.
 */
public final class EdgeNginx implements AutoCloseable {
    /** Debian builds it as a module; elsewhere it is often inside. */
    private static final Path STREAM_MODULE =
            Path.of("/usr/lib/nginx/modules/ngx_stream_module.so");

    private static final String CERTIFICATE = "tls.crt";
    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final int STOP_MAX_S = 10;
    private static final int CONNECT_MAX_MS = 200;
    private static final int ANSWER_MAX_MS = 20_000;

    private final Path folder;
    private final Map<Integer, Integer> ports;
    private final Process process;
    private final MountedSecret secret;

    // Owned by the test: whom clients trust, which is who vouches for the newest certificate.
    private SSLContext trust;

    private EdgeNginx(
            Path folder, Map<Integer, Integer> ports, Process process, MountedSecret secret)
            throws IOException {
        this.folder = folder;
        this.ports = ports;
        this.process = process;
        this.secret = secret;
        this.trust = TestCertificates.trusting(secret.folder().resolve(CERTIFICATE));
    }

    /**
     * Starts it.
     *
     * @param folder of the test's own
     * @param rendered has the ConfigMap {@code r-edge}
     * @param behind address of a service, as {@code r-auth:8888}, to the port that stands for it
     * @param listens all ports of the configuration, the first of which is waited for
     */
    public static EdgeNginx start(
            Path folder, Rendered rendered, Map<String, Integer> behind, int... listens)
            throws IOException {
        var secret = new MountedSecret(folder.resolve("edge-tls"));
        mount(secret, folder, "first");
        var ports = new HashMap<Integer, Integer>();
        for (int port : listens) {
            ports.put(port, FreePorts.next());
        }
        var conf =
                Files.writeString(
                        folder.resolve("nginx.conf"), conf(folder, rendered, behind, ports));
        var process =
                new ProcessBuilder(
                                Program.NGINX.path().orElseThrow().toString(),
                                "-e",
                                "stderr",
                                "-c",
                                conf.toString(),
                                "-g",
                                "daemon off; user root;")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("nginx.log").toFile())
                        .start();
        var edge = new EdgeNginx(folder, ports, process, secret);
        Eventually.eventuallyTrue(START_MAX, "nginx listens", () -> edge.isListening(listens[0]));
        return edge;
    }

    /**
     * Turns the files of the Secret to a new certificate, as a kubelet does. From now on clients
     * trust that one alone.
     */
    public void renewCertificate() throws IOException {
        mount(secret, folder, "renewed");
        trust = TestCertificates.trusting(secret.folder().resolve(CERTIFICATE));
    }

    /** Where it listens for what the configuration calls so. */
    public int port(int configured) {
        return ports.get(configured);
    }

    /**
     * A connection on which nothing has been said, from an address of the loopback network, or from
     * {@code ::1}.
     */
    public Socket plain(String from, int configured) throws IOException {
        return connected(new Socket(), from, configured);
    }

    /** The same, of a client that takes little at a time. */
    public Socket plain(String from, int configured, int receiveBufferBytes) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(receiveBufferBytes);
        return connected(socket, from, configured);
    }

    private Socket connected(Socket socket, String from, int configured) throws IOException {
        socket.bind(new InetSocketAddress(from, 0));
        var to = from.contains(":") ? "::1" : "127.0.0.1";
        socket.connect(new InetSocketAddress(to, port(configured)), ANSWER_MAX_MS);
        socket.setSoTimeout(ANSWER_MAX_MS);
        return socket;
    }

    /** The same with TLS. */
    public SSLSocket connect(String from, int configured) throws IOException {
        return secured(plain(from, configured), configured);
    }

    /** TLS over a connection. */
    public SSLSocket secured(Socket plain, int configured) throws IOException {
        return (SSLSocket)
                trust.getSocketFactory().createSocket(plain, "127.0.0.1", configured, true);
    }

    /** Memory of their own that its workers have now, in KiB. */
    public long memoryKib() throws IOException {
        long sum = 0;
        for (var worker : process.children().toList()) {
            var status = Path.of("/proc", Long.toString(worker.pid()), "status");
            for (var line : Files.readAllLines(status)) {
                if (line.startsWith("RssAnon:")) {
                    sum += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        return sum;
    }

    /** Files of bodies and answers that it keeps now, in bytes; most have no name any more. */
    public long spilledBytes() throws IOException {
        long sum = 0;
        for (var worker : process.children().toList()) {
            var open = Path.of("/proc", Long.toString(worker.pid()), "fd");
            try (var descriptors = Files.newDirectoryStream(open)) {
                for (var descriptor : descriptors) {
                    sum += spilledBytes(descriptor);
                }
            }
        }
        return sum;
    }

    private long spilledBytes(Path descriptor) {
        try {
            var name = Files.readSymbolicLink(descriptor).toString();
            boolean isSpilled =
                    name.startsWith(folder + "/body") || name.startsWith(folder + "/proxy");
            return isSpilled ? Files.size(descriptor) : 0;
        } catch (IOException _) { // closed meanwhile
            return 0;
        }
    }

    /** The status of one request on a connection of its own. */
    public int status(String from, int configured, String head) throws IOException {
        try (var socket = connect(from, configured)) {
            return status(socket, head + "Connection: close\r\n\r\n");
        }
    }

    /** The status of the answer to what is sent; the connection is read to its end. */
    public static int status(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Integer.parseInt(answer.split(" ")[1]);
    }

    @Override
    public void close() {
        // Its workers would outlive a master that is killed.
        var workers = process.children().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            workers.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static String conf(
            Path folder,
            Rendered rendered,
            Map<String, Integer> behind,
            Map<Integer, Integer> ports) {
        var conf =
                rendered.one("ConfigMap", "r-edge")
                        .path("data")
                        .path("nginx.conf")
                        .asText()
                        .replace("/tmp/", folder + "/")
                        .replace("/etc/edge-tls/", folder.resolve("edge-tls") + "/");
        for (var service : behind.entrySet()) {
            conf = conf.replace(service.getKey(), "127.0.0.1:" + service.getValue());
        }
        for (var port : ports.entrySet()) {
            conf =
                    conf.replaceAll(
                            "listen " + port.getKey() + "\\b",
                            "listen 127.0.0.1:" + port.getValue());
            conf =
                    conf.replaceAll(
                            "listen \\[::\\]:" + port.getKey() + "\\b",
                            "listen [::1]:" + port.getValue());
            conf =
                    conf.replace(
                            "127.0.0.1:" + port.getKey() + ";",
                            "127.0.0.1:" + port.getValue() + ";");
        }
        boolean isLoaded = conf.contains("stream {") && Files.exists(STREAM_MODULE);
        return isLoaded ? "load_module " + STREAM_MODULE + ";\n" + conf : conf;
    }

    private static void mount(MountedSecret secret, Path folder, String name) {
        var made = new TestCertificates(folder);
        made.make(name);
        secret.put(Map.of(CERTIFICATE, made.certificate(name), "tls.key", made.key(name)));
    }

    private boolean isListening(int configured) {
        if (!process.isAlive()) {
            throw new IllegalStateException("nginx ended: " + folder.resolve("nginx.log"));
        }
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port(configured)),
                    CONNECT_MAX_MS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
