package dev.tankfleet.testkit.kubelet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * A Secret as a kubelet mounts it: the files are links through {@code ..data} into a folder that is
 * made anew for each version, the link is turned in one step, and the older folder goes. Owned by
 * one test.
 */
public final class MountedSecret {
    private static final String LINK = "..data";

    private final Path folder;

    // Owned by the test.
    private int version;

    /**
     * Nothing is in it yet.
     *
     * @param folder of the test's own, made when missing
     */
    public MountedSecret(Path folder) {
        this.folder = folder;
    }

    /** Where a container finds it. */
    public Path folder() {
        return folder;
    }

    /** Puts the content of files in the place of all that was there. */
    public void put(Map<String, Path> files) {
        try {
            var made = Files.createDirectories(folder.resolve("..version_" + ++version));
            for (var file : files.entrySet()) {
                Files.copy(file.getValue(), made.resolve(file.getKey()));
                var link = folder.resolve(file.getKey());
                if (!Files.isSymbolicLink(link)) {
                    Files.createSymbolicLink(link, Path.of(LINK, file.getKey()));
                }
            }
            var next = folder.resolve(LINK + "_tmp");
            Files.createSymbolicLink(next, made.getFileName());
            Files.move(next, folder.resolve(LINK), StandardCopyOption.ATOMIC_MOVE);
            removeVersion(version - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void removeVersion(int old) throws IOException {
        var made = folder.resolve("..version_" + old);
        if (!Files.exists(made)) {
            return;
        }
        try (var files = Files.newDirectoryStream(made)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
        Files.delete(made);
    }
}
