package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.BusUnderTest;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;

/** The bus in memory as the contract tests need it. */
final class MemoryUnderTest implements BusUnderTest {
    private final MemoryHub hub;

    MemoryUnderTest(Lawbook lawbook) {
        this.hub = MemoryHub.create(lawbook);
    }

    @Override
    public Bus centre(String selfId) {
        return hub.connect(Role.MATCHMAKER, selfId);
    }

    @Override
    public Bus inRegion(String region, Role role, String selfId) {
        return hub.leaf(region).connect(role, selfId);
    }

    /** One memory knows it at once. */
    @Override
    public void settle() {}

    @Override
    public void close() {
        hub.close();
    }
}
