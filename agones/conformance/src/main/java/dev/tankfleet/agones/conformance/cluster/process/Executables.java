package dev.tankfleet.agones.conformance.cluster.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** Looks for programs that somebody else has made. Stateless. */
public final class Executables {
    private Executables() {}

    /**
     * A program in a folder.
     *
     * @param origin where it comes from, for whom it is missing
     * @throws IllegalStateException if it is not there
     */
    public static Path in(Path folder, String name, String origin) {
        Path program = folder.resolve(name);
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("no " + program + " (expected: " + origin + ")");
        }
        return program.toAbsolutePath();
    }
}
