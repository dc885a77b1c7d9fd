package dev.tankfleet.local.fleet;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a fleet is reached from this machine.
 *
 * @param page what a person opens
 * @param auth accounts
 * @param matchmaker matches
 * @param metrics name of each process to its metrics, in the order of their start
 */
public record FleetAddresses(URI page, URI auth, URI matchmaker, Map<String, URI> metrics) {
    public FleetAddresses {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
