package dev.tankfleet.local.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/** The folder of a fleet, held by one process at a time. Opened and closed by the main thread. */
final class Folder implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private Folder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the folder.
     *
     * @param isFresh whether what is in it goes first
     * @throws FolderInUse if another process has it
     */
    static Folder open(Path folder, boolean isFresh) {
        try {
            var path = folder.toAbsolutePath().normalize();
            Files.createDirectories(path);
            var channel =
                    FileChannel.open(
                            path.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new FolderInUse(path);
            }
            if (isFresh) {
                empty(path);
            }
            return new Folder(path, channel, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the folder " + folder, e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give the folder " + path + " back", e);
        }
    }

    /** All but the lock, which we hold. */
    private static void empty(Path path) throws IOException {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(path) && !file.equals(path.resolve("lock"))) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Another fleet runs in the folder. */
    static final class FolderInUse extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FolderInUse(Path path) {
            super(
                    "a fleet already runs in "
                            + path
                            + "; stop it, or choose another folder with --folder");
        }
    }
}
