package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.BusContractTest;
import dev.tankfleet.bus.BusUnderTest;
import dev.tankfleet.bus.Lawbook;

final class MemoryBusTest extends BusContractTest {
    @Override
    protected BusUnderTest open(Lawbook lawbook) {
        return new MemoryUnderTest(lawbook);
    }
}
