package dev.tankfleet.process.ops;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;
import dev.tankfleet.process.config.MayBeUnset;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * Where the ops port listens. Give the port of the process as a fallback: {@code
 * settings.orElse(Map.of("OPS_PORT", "8000")).bind(OpsConfig.class, "ops")}.
 *
 * @param host address to bind, 127.0.0.1 unless set; a pod sets 0.0.0.0
 * @param port TCP port, 0 for any free one, at most 65,535
 * @param tlsDirectory has {@code tls.crt} and {@code tls.key}, and then all answers go over TLS;
 *     without one they are plain
 */
public record OpsConfig(
        @Default("127.0.0.1") String host, int port, @MayBeUnset @Nullable Path tlsDirectory) {
    private static final int PORT_MAX = 65_535;

    public OpsConfig {
        Check.that(!host.isBlank(), "host", host, "a host name or address");
        Check.that(port >= 0 && port <= PORT_MAX, "port", port, "0 to " + PORT_MAX);
    }
}
