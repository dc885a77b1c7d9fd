package dev.tankfleet.bus.nats;

import dev.tankfleet.bus.BusUnderTest;
import dev.tankfleet.bus.DurableContractTest;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

@NeedsProgram(Program.NATS)
final class NatsDurableIT extends DurableContractTest {
    @Override
    protected BusUnderTest open(Lawbook lawbook) {
        return NatsUnderTest.open(lawbook);
    }
}
