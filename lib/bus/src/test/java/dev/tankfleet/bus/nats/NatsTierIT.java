package dev.tankfleet.bus.nats;

import dev.tankfleet.bus.BusUnderTest;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.TierContractTest;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

@NeedsProgram(Program.NATS)
final class NatsTierIT extends TierContractTest {
    @Override
    protected BusUnderTest open(Lawbook lawbook) {
        return NatsUnderTest.open(lawbook);
    }
}
