package dev.tankfleet.bus.nats;

import dev.tankfleet.bus.BusUnderTest;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.RequestContractTest;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

@NeedsProgram(Program.NATS)
final class NatsRequestIT extends RequestContractTest {
    @Override
    protected BusUnderTest open(Lawbook lawbook) {
        return NatsUnderTest.open(lawbook);
    }
}
