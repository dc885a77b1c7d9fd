package dev.tankfleet.agones.conformance.cluster;

import dev.tankfleet.agones.conformance.cluster.process.Executables;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The programs of a control plane, as {@code tools/build cluster} makes them. Immutable.
 *
 * @param folder where they are
 */
public record ClusterTools(Path folder) {
    /** Where {@code tools/build} puts them; they need not be there. */
    public static ClusterTools built() {
        return new ClusterTools(folder(System.getenv()));
    }

    /**
     * One of them.
     *
     * @throws IllegalStateException if it is not there
     */
    public Path program(String name) {
        return Executables.in(folder, name, "built once by tools/build cluster");
    }

    /** How a simulated node treats its Pods, of the same version as kwok. */
    Path stages() {
        Path stages = folder.resolve("kwok-stages.yaml");
        if (!Files.exists(stages)) {
            throw new IllegalStateException(
                    "no " + stages + " (expected: built once by tools/build cluster)");
        }
        return stages;
    }

    static Path folder(Map<String, String> environment) {
        String named = environment.get("TANKFLEET_TOOLS");
        if (named != null) {
            return Path.of(named);
        }
        String cache = environment.get("XDG_CACHE_HOME");
        Path caches =
                cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return caches.resolve("tankfleet").resolve("tools");
    }
}
