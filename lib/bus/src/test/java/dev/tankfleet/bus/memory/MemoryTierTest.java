package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.BusUnderTest;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.TierContractTest;

final class MemoryTierTest extends TierContractTest {
    @Override
    protected BusUnderTest open(Lawbook lawbook) {
        return new MemoryUnderTest(lawbook);
    }
}
