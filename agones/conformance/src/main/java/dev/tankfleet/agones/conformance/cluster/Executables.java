package dev.tankfleet.agones.conformance.cluster;

import java.nio.file.Files;
import java.nio.file.Path;

/** Looks for programs that somebody else has made. Stateless. */
final class Executables {
    private Executables() {}

    /**
     * A program in a folder.
     *
     * @param origin where it comes from, for whom it is missing
     * @throws IllegalStateException if it is not there
     */
    static Path in(Path folder, String name, String origin) {
        Path program = folder.resolve(name);
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("no " + program + " (expected: " + origin + ")");
        }
        return program.toAbsolutePath();
    }
}
