package dev.tankfleet.agones.conformance.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Command lines and environments of Agones' programs outside of a cluster; pure functions. */
final class AgonesCommands {
    /** Where the extensions look for their certificates, whatever their flags say. */
    static final String EXTENSIONS_CERTIFICATE = "/certs/server.crt";

    static final String EXTENSIONS_KEY = "/certs/server.key";
    static final String EXTENSIONS_KUBECONFIG = "/kubeconfig";

    /** Where the allocator looks. */
    static final String ALLOCATOR_CERTIFICATE = "/home/allocator/tls/tls.crt";

    static final String ALLOCATOR_KEY = "/home/allocator/tls/tls.key";
    static final String ALLOCATOR_CLIENTS = "/home/allocator/client-ca/clients.crt";
    static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/";

    private AgonesCommands() {}

    static List<String> controller(Path program, Path kubeconfig) {
        return List.of(
                program.toString(),
                "--kubeconfig=" + kubeconfig,
                // Otherwise it looks for a cloud that is not there.
                "--cloud-product=generic");
    }

    /** It does not start without them. */
    static Map<String, String> controllerEnvironment() {
        return Map.of(
                "MIN_PORT", "7000",
                "MAX_PORT", "7100",
                "SIDECAR_IMAGE", "example.org/agones-sdk");
    }

    /**
     * Arguments in its jail.
     *
     * @param healthPort answers {@code /ready}
     * @param port webhooks and allocation API
     */
    static List<String> extensions(int healthPort, int port, Duration batchWait) {
        return List.of(
                "--kubeconfig=" + EXTENSIONS_KUBECONFIG,
                "--cloud-product=generic",
                "--http-port=" + healthPort,
                "--webhook-port=" + port,
                "--cert-file=" + EXTENSIONS_CERTIFICATE,
                "--key-file=" + EXTENSIONS_KEY,
                "--allocation-batch-wait-time=" + batchWait.toMillis() + "ms");
    }

    /** It believes to be in the cluster, whose API server is at that port. */
    static Map<String, String> allocatorEnvironment(
            int apiPort, int port, int restPort, Duration batchWait) {
        return Map.of(
                "KUBERNETES_SERVICE_HOST",
                "127.0.0.1",
                "KUBERNETES_SERVICE_PORT",
                Integer.toString(apiPort),
                "GRPC_PORT",
                Integer.toString(port),
                // With a port for both, another server than gRPC's own speaks gRPC.
                "HTTP_PORT",
                Integer.toString(restPort),
                "ALLOCATION_BATCH_WAIT_TIME",
                batchWait.toMillis() + "ms");
    }

    static List<String> sdkServer(Path program, Path kubeconfig, SdkServer server) {
        return List.of(
                program.toString(),
                "--kubeconfig=" + kubeconfig,
                "--gameserver-name=" + server.gameServer(),
                "--pod-namespace=default",
                "--grpc-port=" + server.grpcPort(),
                "--http-port=" + server.httpPort(),
                "--health-port=" + server.healthPort(),
                // No kubelet waits for it.
                "--graceful-termination=false");
    }
}
