package dev.tankfleet.bus.nats;

import dev.tankfleet.bus.BusUnderTest;
import dev.tankfleet.bus.LawContractTest;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

@NeedsProgram(Program.NATS)
final class NatsLawIT extends LawContractTest {
    @Override
    protected BusUnderTest open(Lawbook lawbook) {
        return NatsUnderTest.open(lawbook);
    }
}
