package dev.tankfleet.agones.emulator;

import dev.tankfleet.agones.emulator.allocator.OrderedFaults;
import dev.tankfleet.agones.emulator.cluster.Cluster;
import dev.tankfleet.agones.emulator.node.Node;
import dev.tankfleet.agones.emulator.sidecar.Sidecars;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Lets things go wrong that somebody ordered. Owned by the loop. */
record Faults(Cluster cluster, Sidecars sidecars, Node node, OrderedFaults ofAllocations) {
    void order(Fault fault) {
        check(fault);
        switch (fault) {
            case Fault.OnAllocation on -> ofAllocations.order(on.fault());
            case Fault.SidecarDown down -> node.sidecarDown(down.gameServer());
            case Fault.SidecarUp up -> sidecarUp(up.gameServer());
            case Fault.SidecarCut cut -> node.sidecarCut(cut.gameServer(), cut.duration());
            case Fault.SidecarLate late -> sidecars.slow(late.gameServer(), late.by());
            case Fault.ServerDeleted deleted -> cluster.delete(deleted.gameServer());
            case Fault.LeaderChange change -> cluster.leadership().change(change.vacancy());
        }
    }

    /** A fault of a server that is not there would be one that nobody notices. */
    private void check(Fault fault) {
        if (fault instanceof Fault.OfServer of && sidecars.find(of.gameServer()).isEmpty()) {
            throw new IllegalArgumentException(
                    "gameServer: " + of.gameServer() + " (expected: one that there is)");
        }
    }

    private void sidecarUp(String name) {
        try {
            node.sidecarUp(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
