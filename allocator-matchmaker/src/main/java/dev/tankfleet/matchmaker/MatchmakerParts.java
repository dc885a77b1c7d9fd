package dev.tankfleet.matchmaker;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.identity.KeySource;
import dev.tankfleet.matchmaker.allocation.Allocator;
import dev.tankfleet.matchmaker.locate.Locator;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * What the owner of the process brings along. All of it stays the owner's, and is closed after the
 * service.
 *
 * @param bus connection to the bus as the matchmaker, in the centre
 * @param allocator takes Ready servers, see {@code AgonesAllocator}
 * @param keys public keys of auth, see {@code HttpKeySource}
 * @param locator tells where those are whom no GeoIP database knows
 * @param registry where meters go
 */
public record MatchmakerParts(
        Bus bus, Allocator allocator, KeySource keys, Locator locator, MeterRegistry registry) {}
