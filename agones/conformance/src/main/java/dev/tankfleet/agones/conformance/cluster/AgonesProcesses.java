package dev.tankfleet.agones.conformance.cluster;

import dev.tankfleet.agones.conformance.cluster.certificate.Identity;
import dev.tankfleet.agones.conformance.cluster.certificate.Subject;
import dev.tankfleet.agones.conformance.cluster.process.FreePorts;
import dev.tankfleet.agones.conformance.cluster.process.Jail;
import dev.tankfleet.agones.conformance.cluster.process.NativeProcess;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Real Agones as plain processes beside a control plane, with which they end. Any thread may call
 * it; the control plane has the state.
 *
 * <p>Controller and allocator both want port 8080 for their health, and only log that they do not
 * get it, so nobody asks there. Nothing runs in a Pod: a test makes GameServers with the annotation
 * {@code agones.dev/dev-address}, or Fleets on a simulated node, and an sdk-server for each that
 * shall speak.
 */
public final class AgonesProcesses {
    private static final Duration START_MAX = Duration.ofMinutes(1);
    private static final int CONNECT_MAX_MS = 200;
    private static final String CONTROLLER = "agones-controller";
    private static final String EXTENSIONS = "agones-extensions";
    private static final String ALLOCATOR = "agones-allocator";
    private static final String NAMESPACE = "agones-system";

    private final ControlPlane plane;
    private final AgonesBinaries binaries;
    private final Duration batchWait;
    private final int allocatorPort;
    private final int allocatorRestPort;
    private final Identity allocatorClient;

    private AgonesProcesses(ControlPlane plane, AgonesBinaries binaries, Duration batchWait) {
        this.plane = plane;
        this.binaries = binaries;
        this.batchWait = batchWait;
        this.allocatorPort = FreePorts.next();
        this.allocatorRestPort = FreePorts.next();
        this.allocatorClient =
                plane.authority().issue("allocator-client", Subject.client("allocator-client"));
    }

    /**
     * Starts controller, extensions and allocator, and registers them; returns when all of them
     * answer.
     *
     * @param bin folder with the binaries
     * @param batchWait rhythm of the allocators; by themselves they take 500 ms
     * @throws IllegalStateException if a binary is not there, ends, or is not ready in time
     */
    public static AgonesProcesses start(ControlPlane plane, Path bin, Duration batchWait) {
        var agones = prepare(plane, bin, batchWait);
        boolean isUp = false;
        try {
            agones.up();
            isUp = true;
            return agones;
        } finally {
            if (!isUp) {
                List.of(ALLOCATOR, EXTENSIONS, CONTROLLER).forEach(plane::kill);
            }
        }
    }

    /** All that is there before anything runs. */
    static AgonesProcesses prepare(ControlPlane plane, Path bin, Duration batchWait) {
        return new AgonesProcesses(plane, AgonesBinaries.in(bin), batchWait);
    }

    /** Port of the AllocationService, gRPC with mutual TLS, on {@code localhost}. */
    public int allocatorPort() {
        return allocatorPort;
    }

    /** Port of the same over HTTP, with mutual TLS, too. */
    public int allocatorRestPort() {
        return allocatorRestPort;
    }

    /** Who the allocator lets in; its own certificate is from the same authority. */
    public Identity allocatorClient() {
        return allocatorClient;
    }

    /** Rhythm of the allocators. */
    public Duration batchWait() {
        return batchWait;
    }

    /** PEM file of the authority that vouches for the allocator. */
    public Path allocatorAuthority() {
        return plane.authority().identity().certificate();
    }

    /**
     * Starts a sidecar for a GameServer in the namespace {@code default}; returns when it answers.
     */
    public SdkServer sdkServer(String gameServer) {
        var server =
                new SdkServer(gameServer, FreePorts.next(), FreePorts.next(), FreePorts.next());
        start(server);
        return server;
    }

    /** Kills a sidecar, as a crash does; what it had not yet written is lost. */
    public void kill(SdkServer server) {
        plane.kill(server.processName());
    }

    /** Starts a sidecar that was killed, on its ports; returns when it answers. */
    public void start(SdkServer server) {
        plane.launch(
                        server.processName(),
                        AgonesCommands.sdkServer(binaries.sdkServer(), plane.kubeconfig(), server),
                        Map.of())
                .awaitReady(
                        START_MAX,
                        () -> isListening(server.grpcPort()) && isListening(server.httpPort()));
    }

    private void up() {
        NativeProcess controller = startController();
        NativeProcess extensions = startExtensions();
        NativeProcess allocator = startAllocator();
        for (NativeProcess each : List.of(controller, extensions, allocator)) {
            // One that has ended meanwhile is told with the end of its log.
            each.awaitReady(START_MAX, each::isAlive);
        }
    }

    private NativeProcess startController() {
        return plane.launch(
                CONTROLLER,
                AgonesCommands.controller(binaries.controller(), plane.kubeconfig()),
                AgonesCommands.controllerEnvironment());
    }

    private NativeProcess startExtensions() {
        int port = FreePorts.next();
        int healthPort = FreePorts.next();
        Identity identity = plane.extensionsIdentity();
        Jail jail =
                Jail.around(binaries.extensions(), plane.folder().resolve(EXTENSIONS))
                        .withFile(AgonesCommands.EXTENSIONS_CERTIFICATE, identity.certificate())
                        .withFile(AgonesCommands.EXTENSIONS_KEY, identity.key())
                        .withFile(AgonesCommands.EXTENSIONS_KUBECONFIG, plane.kubeconfig());
        NativeProcess extensions =
                plane.launch(
                        EXTENSIONS,
                        jail.command(AgonesCommands.extensions(healthPort, port, batchWait)),
                        Map.of());
        extensions.awaitReady(START_MAX, plane.isOk("http://127.0.0.1:" + healthPort + "/ready"));
        // Only now: the API server refuses every GameServer when a webhook does not answer.
        plane.kubectl()
                .apply(
                        Templates.text(
                                "webhooks.yaml",
                                Map.of(
                                        "url",
                                        "https://127.0.0.1:" + port,
                                        "authority",
                                        Templates.base64(plane.authority().certificate()))));
        plane.registerAllocationApi(port);
        return extensions;
    }

    private NativeProcess startAllocator() {
        Identity identity =
                plane.authority()
                        .issue(
                                "allocator",
                                Subject.server(ALLOCATOR, ALLOCATOR + "." + NAMESPACE + ".svc"));
        Jail jail =
                Jail.around(binaries.allocator(), plane.folder().resolve(ALLOCATOR))
                        .withFile(AgonesCommands.ALLOCATOR_CERTIFICATE, identity.certificate())
                        .withFile(AgonesCommands.ALLOCATOR_KEY, identity.key())
                        .withFile(AgonesCommands.ALLOCATOR_CLIENTS, allocatorAuthority())
                        .withText(
                                AgonesCommands.ACCOUNT + "token", plane.token(NAMESPACE, ALLOCATOR))
                        .withText(AgonesCommands.ACCOUNT + "namespace", NAMESPACE)
                        .withFile(AgonesCommands.ACCOUNT + "ca.crt", allocatorAuthority());
        NativeProcess allocator =
                plane.launch(
                        ALLOCATOR,
                        jail.command(List.of()),
                        AgonesCommands.allocatorEnvironment(
                                plane.apiPort(), allocatorPort, allocatorRestPort, batchWait));
        allocator.awaitReady(
                START_MAX, () -> isListening(allocatorPort) && isListening(allocatorRestPort));
        return allocator;
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MAX_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
