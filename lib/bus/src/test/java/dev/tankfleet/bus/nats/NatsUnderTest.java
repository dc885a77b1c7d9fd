package dev.tankfleet.bus.nats;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.BusUnderTest;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The bus on NATS as the contract tests need it. The servers under the standard law serve one test
 * after the other; those under another law live for one.
 */
final class NatsUnderTest implements BusUnderTest {
    // Owned by the thread that runs the tests, one after the other.
    private static @Nullable NatsRig standard;

    private final NatsRig rig;
    private final boolean isOwnRig;
    private final List<Bus> connections = new ArrayList<>();

    private NatsUnderTest(NatsRig rig, boolean isOwnRig) {
        this.rig = rig;
        this.isOwnRig = isOwnRig;
    }

    static NatsUnderTest open(Lawbook lawbook) {
        return lawbook.laws().equals(LAW.laws())
                ? new NatsUnderTest(standardRig(), false)
                : new NatsUnderTest(NatsRig.start(lawbook), true);
    }

    /** Servers that are shared until the JVM ends. */
    static NatsRig standardRig() {
        if (standard == null) {
            var started = NatsRig.start(LAW);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(started::close));
            standard = started;
        }
        return standard;
    }

    @Override
    public Bus centre(String selfId) {
        return remember(rig.centre(selfId));
    }

    @Override
    public Bus inRegion(String region, Role role, String selfId) {
        return remember(rig.inRegion(region, role, selfId));
    }

    @Override
    public void settle() {
        rig.settle();
    }

    @Override
    public void close() {
        connections.forEach(Bus::close);
        if (isOwnRig) {
            rig.close();
        } else {
            rig.emptyStreams();
        }
    }

    private Bus remember(Bus bus) {
        connections.add(bus);
        return bus;
    }
}
