package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.BusUnderTest;
import dev.tankfleet.bus.LawContractTest;
import dev.tankfleet.bus.Lawbook;

final class MemoryLawTest extends LawContractTest {
    @Override
    protected BusUnderTest open(Lawbook lawbook) {
        return new MemoryUnderTest(lawbook);
    }
}
