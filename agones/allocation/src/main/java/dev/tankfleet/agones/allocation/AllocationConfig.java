package dev.tankfleet.agones.allocation;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the AllocationService of one cluster is, and how much we ask of it.
 *
 * @param host host name or address
 * @param port port, 1 to 65535; a cluster's service has 443
 * @param security plaintext or mutual TLS
 * @param deadline time for one call, waiting for a free slot included; at least twice the
 *     allocator's batch wait and a second, or answers come too late and servers leak
 * @param inFlightMax calls under way at once, 1 to 1000; an allocator's queue holds 100 and does
 *     not heed deadlines beyond that
 */
public record AllocationConfig(
        String host, int port, Security security, Duration deadline, int inFlightMax) {
    private static final int PORT_MAX = 65_535;
    private static final int IN_FLIGHT_LIMIT = 1_000;
    private static final int IN_FLIGHT_DEFAULT = 64;

    public AllocationConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host: blank (expected: a host name or an address)");
        }
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline: " + deadline + " (expected: > 0)");
        }
        if (inFlightMax < 1 || inFlightMax > IN_FLIGHT_LIMIT) {
            throw new IllegalArgumentException(
                    "inFlightMax: " + inFlightMax + " (expected: 1 to 1000)");
        }
    }

    /** An allocator on this machine without TLS, with a deadline of 2 s and 64 calls in flight. */
    public static AllocationConfig loopback(int port) {
        return new AllocationConfig(
                "127.0.0.1",
                port,
                new Security.Plaintext(),
                Duration.ofSeconds(2),
                IN_FLIGHT_DEFAULT);
    }

    /** The same with another deadline. */
    public AllocationConfig withDeadline(Duration newDeadline) {
        return new AllocationConfig(host, port, security, newDeadline, inFlightMax);
    }

    /** How the connection is protected. */
    public sealed interface Security {
        /** Not at all; for an allocator on this machine, or behind a mesh that does it. */
        record Plaintext() implements Security {}

        /**
         * Both sides show a certificate. All files are PEM; they are read when the client is made,
         * and again when they change. New connections use what was read last; a file that cannot be
         * read changes nothing.
         *
         * @param certificate our certificate, with extended usage client authentication
         * @param key its private key, PKCS #8 without a password
         * @param authority certificates that may have signed the allocator's
         * @param serverName name that the allocator's certificate must have, null for {@code host}
         * @param reloadEvery time between two looks at the files, more than zero
         */
        record MutualTls(
                Path certificate,
                Path key,
                Path authority,
                @Nullable String serverName,
                Duration reloadEvery)
                implements Security {
            public MutualTls {
                if (reloadEvery.isNegative() || reloadEvery.isZero()) {
                    throw new IllegalArgumentException(
                            "reloadEvery: " + reloadEvery + " (expected: > 0)");
                }
            }

            /** These files, looked at once a minute. */
            public static MutualTls of(Path certificate, Path key, Path authority) {
                return new MutualTls(certificate, key, authority, null, Duration.ofMinutes(1));
            }

            /** The same for an allocator whose certificate has another name than its host. */
            public MutualTls withServerName(@Nullable String name) {
                return new MutualTls(certificate, key, authority, name, reloadEvery);
            }
        }
    }
}
