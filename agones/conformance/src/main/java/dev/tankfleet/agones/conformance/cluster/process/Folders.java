package dev.tankfleet.agones.conformance.cluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Folders that come and go with a run. Any thread may call it.
 *
 * <p>Each has a file that its JVM holds locked. The lock ends with the JVM, so a folder whose file
 * nobody holds was left behind by one that was killed outright, and goes when the next is made.
 */
public final class Folders {
    private static final String PREFIX = "conformance-cluster";
    private static final String OWNED = "owned";

    /** Kept open while this JVM needs the folder. */
    private static final Map<Path, FileChannel> LOCKS = new ConcurrentHashMap<>();

    private Folders() {}

    /** A new one, empty but for the file that says whose it is. */
    public static Path temporary() {
        return temporary(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static Path temporary(Path parent) {
        try {
            removeOrphans(parent);
            Path folder = Files.createTempDirectory(parent, PREFIX);
            // It gets its name when it is locked: before that everybody would take it for left
            // behind.
            Path young = folder.resolve(OWNED + ".new");
            var channel =
                    FileChannel.open(
                            young, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            LOCKS.put(folder, channel);
            if (channel.tryLock() == null) {
                throw new IOException("somebody else holds " + young);
            }
            Files.move(young, folder.resolve(OWNED), StandardCopyOption.ATOMIC_MOVE);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder with all that is in it; nothing happens if it is not there. */
    public static void delete(Path folder) {
        try (var paths = Files.walk(folder);
                var _ = LOCKS.remove(folder)) {
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

    private static void removeOrphans(Path parent) throws IOException {
        try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                removeIfOrphan(folder);
            }
        }
    }

    /**
     * A folder that was only just made has no such file yet, and is somebody's. Of our own the file
     * is not even opened: the operating system lets a lock go when its process closes the file,
     * through whichever channel.
     */
    private static void removeIfOrphan(Path folder) throws IOException {
        Path owned = folder.resolve(OWNED);
        if (LOCKS.containsKey(folder) || !Files.isWritable(owned)) {
            return;
        }
        // Held to the end, so that only one of two who look at once removes it.
        try (var channel = FileChannel.open(owned, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                delete(folder);
            }
        } catch (OverlappingFileLockException | NoSuchFileException e) {
            // Another thread of this JVM looks, too, or somebody was faster.
        }
    }
}
