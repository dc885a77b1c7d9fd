package dev.tankfleet.agones.conformance.cluster;

import dev.tankfleet.agones.conformance.cluster.process.Executables;

import java.nio.file.Path;

/**
 * The programs of Agones, statically linked; somebody else builds them.
 *
 * @param controller states, Fleets, autoscalers
 * @param extensions admission webhooks and the allocation API
 * @param allocator the AllocationService
 * @param sdkServer a sidecar
 */
public record AgonesBinaries(Path controller, Path extensions, Path allocator, Path sdkServer) {
    private static final String ORIGIN =
            "controller, extensions, allocator and sdk-server of Agones in the folder that "
                    + AgonesChoice.BINARIES_VARIABLE
                    + " names";

    /**
     * Those of a folder.
     *
     * @throws IllegalStateException if one of them is not there
     */
    public static AgonesBinaries in(Path folder) {
        return new AgonesBinaries(
                Executables.in(folder, "controller", ORIGIN),
                Executables.in(folder, "extensions", ORIGIN),
                Executables.in(folder, "allocator", ORIGIN),
                Executables.in(folder, "sdk-server", ORIGIN));
    }
}
