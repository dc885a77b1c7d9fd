package dev.tankfleet.local.fleet;

import java.net.URI;
import java.util.Map;

/**
 * Where a fleet is reached from this machine.
 *
 * @param page what a person opens
 * @param auth accounts
 * @param matchmaker matches
 * @param metrics name of each process to its metrics
 */
public record FleetAddresses(URI page, URI auth, URI matchmaker, Map<String, URI> metrics) {
    public FleetAddresses {
        metrics = Map.copyOf(metrics);
    }
}
