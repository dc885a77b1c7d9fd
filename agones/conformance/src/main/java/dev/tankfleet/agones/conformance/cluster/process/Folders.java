package dev.tankfleet.agones.conformance.cluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Folders that come and go with a run. Stateless. */
public final class Folders {
    private Folders() {}

    /** A new one, empty. */
    public static Path temporary() {
        try {
            return Files.createTempDirectory("conformance-cluster");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder with all that is in it; nothing happens if it is not there. */
    public static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // Somebody was faster.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
