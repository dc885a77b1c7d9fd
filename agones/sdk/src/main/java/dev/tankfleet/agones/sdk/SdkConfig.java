package dev.tankfleet.agones.sdk;

import java.time.Duration;
import java.util.Map;

/**
 * Where the sidecar listens and how long we wait for it.
 *
 * @param host host of the sidecar, {@code localhost} in a pod
 * @param port gRPC port of the sidecar, 1 to 65535
 * @param callDeadline time for one blocking call, more than zero
 * @param reconnectMin first wait before a broken watch is opened again, more than zero
 * @param reconnectMax longest such wait, at least {@code reconnectMin}; each failure doubles the
 *     wait up to here
 */
public record SdkConfig(
        String host,
        int port,
        Duration callDeadline,
        Duration reconnectMin,
        Duration reconnectMax) {
    /** The variable that Agones sets in every container of the pod. */
    public static final String PORT_VARIABLE = "AGONES_SDK_GRPC_PORT";

    /** The sidecar's port unless the GameServer names another one. */
    public static final int PORT_DEFAULT = 9357;

    private static final int PORT_MAX = 65_535;

    public SdkConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host: blank (expected: a host name or an address)");
        }
        checkPort("port", port);
        checkPositive("callDeadline", callDeadline);
        checkPositive("reconnectMin", reconnectMin);
        if (reconnectMax.compareTo(reconnectMin) < 0) {
            throw new IllegalArgumentException(
                    "reconnectMax: "
                            + reconnectMax
                            + " (expected: >= reconnectMin, "
                            + reconnectMin
                            + ")");
        }
    }

    /**
     * The sidecar of this pod: the port from {@link #PORT_VARIABLE}, or {@link #PORT_DEFAULT} if
     * that is not set.
     */
    public static SdkConfig fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /**
     * Like {@link #fromEnvironment()}, from the given variables.
     *
     * @throws IllegalArgumentException if the port is set and is no port
     */
    public static SdkConfig fromEnvironment(Map<String, String> environment) {
        String text = environment.getOrDefault(PORT_VARIABLE, Integer.toString(PORT_DEFAULT));
        try {
            int port = Integer.parseInt(text.strip());
            checkPort(PORT_VARIABLE, port);
            return onPort(port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    PORT_VARIABLE + ": " + text + " (expected: 1 to 65535)", e);
        }
    }

    /** A sidecar on this machine, with a deadline of 5 s and waits from 50 ms to 2 s. */
    public static SdkConfig onPort(int port) {
        return new SdkConfig(
                "localhost",
                port,
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Duration.ofSeconds(2));
    }

    /** The same with another deadline for blocking calls. */
    public SdkConfig withCallDeadline(Duration deadline) {
        return new SdkConfig(host, port, deadline, reconnectMin, reconnectMax);
    }

    private static void checkPort(String name, int port) {
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException(name + ": " + port + " (expected: 1 to 65535)");
        }
    }

    private static void checkPositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + ": " + duration + " (expected: > 0)");
        }
    }
}
