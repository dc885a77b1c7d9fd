package dev.tankfleet.agones.conformance.cluster.certificate;

import java.util.List;

/**
 * Whom a certificate is for.
 *
 * @param name its common name, to Kubernetes the user
 * @param groups its organizations, to Kubernetes the user's groups
 * @param isServer whether others may connect to it
 * @param hosts names under which they reach it; it always has {@code localhost} and 127.0.0.1
 */
public record Subject(String name, List<String> groups, boolean isServer, List<String> hosts) {
    public Subject {
        groups = List.copyOf(groups);
        hosts = List.copyOf(hosts);
    }

    /** Somebody who connects to others. */
    public static Subject client(String name, String... groups) {
        return new Subject(name, List.of(groups), false, List.of());
    }

    /** Somebody to whom others connect, under these names of hosts. */
    public static Subject server(String name, String... hosts) {
        return new Subject(name, List.of(), true, List.of(hosts));
    }
}
