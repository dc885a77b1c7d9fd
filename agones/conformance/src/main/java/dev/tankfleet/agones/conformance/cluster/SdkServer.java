package dev.tankfleet.agones.conformance.cluster;

/**
 * One sdk-server and where it listens, on the loopback address; it keeps its ports when it is
 * killed and started again.
 *
 * @param gameServer name of its GameServer, in the namespace {@code default}
 * @param grpcPort speaks gRPC
 * @param httpPort speaks JSON over HTTP
 * @param healthPort answers {@code /healthz}, and {@code /gshealthz}, with which its look at the
 *     game server's signs of life begins
 */
public record SdkServer(String gameServer, int grpcPort, int httpPort, int healthPort) {
    /** What messages and its log call it. */
    String processName() {
        return "sdk-server-" + gameServer;
    }
}
