package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.BusUnderTest;
import dev.tankfleet.bus.DurableContractTest;
import dev.tankfleet.bus.Lawbook;

final class MemoryDurableTest extends DurableContractTest {
    @Override
    protected BusUnderTest open(Lawbook lawbook) {
        return new MemoryUnderTest(lawbook);
    }
}
