package dev.tankfleet.agones.emulator.node;

import java.time.Duration;

/**
 * The machine on which the game servers run.
 *
 * @param address address that is reported for every server
 * @param sidecarPortFirst port of the first sidecar, 0 for any free ones
 * @param sidecarPortStep distance from one sidecar to the next, at least 2: each has a port for
 *     gRPC and the one after it for HTTP
 * @param hostPortMin first number that is reported for a server's port
 * @param hostPortMax last such number, at least {@code hostPortMin}
 * @param stopGrace how long a game server may take to stop, more than zero, at most a day
 * @param removalDelay time from the end of a server's process to the end of its GameServer
 */
public record NodeConfig(
        String address,
        int sidecarPortFirst,
        int sidecarPortStep,
        int hostPortMin,
        int hostPortMax,
        Duration stopGrace,
        Duration removalDelay) {
    private static final int PORT_MAX = 65_535;
    private static final Duration GRACE_MAX = Duration.ofDays(1);

    public NodeConfig {
        require(
                sidecarPortFirst >= 0 && sidecarPortFirst < PORT_MAX,
                "sidecarPortFirst",
                sidecarPortFirst,
                "0 to 65534");
        require(sidecarPortStep >= 2, "sidecarPortStep", sidecarPortStep, ">= 2");
        require(hostPortMin >= 1, "hostPortMin", hostPortMin, ">= 1");
        require(
                hostPortMax >= hostPortMin && hostPortMax <= PORT_MAX,
                "hostPortMax",
                hostPortMax,
                "hostPortMin to 65535");
        require(
                stopGrace.isPositive() && stopGrace.compareTo(GRACE_MAX) <= 0,
                "stopGrace",
                stopGrace,
                "> 0, <= " + GRACE_MAX);
    }

    private static void require(boolean isMet, String name, Object value, String rule) {
        if (!isMet) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + rule + ")");
        }
    }
}
