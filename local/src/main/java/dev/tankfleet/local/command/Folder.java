package dev.tankfleet.local.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/** The folder of a fleet, held by one process at a time. Opened and closed by the main thread. */
final class Folder implements AutoCloseable {
    /** All that a fleet writes, but for the log, which is open by then, and the lock. */
    private static final List<String> OURS =
            List.of("postgres", "postgres.made", "postgres.log", "auth-signing-key.pem");

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private Folder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the folder, and makes it if there is none.
     *
     * @throws Unusable if another process has it, or it cannot be written
     */
    static Folder open(Path folder) {
        if (folder.toString().isBlank()) {
            throw new Unusable("--folder needs a name");
        }
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
                throw new Unusable(
                        "a fleet already runs in "
                                + path
                                + "; stop it, or choose another folder with --folder");
            }
            return new Folder(path, channel, lock);
        } catch (IOException e) {
            throw new Unusable("cannot use the folder " + folder + ": " + e, e);
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

    /** Deletes what a fleet has written, and nothing else that may lie there. */
    void empty() {
        for (var name : OURS) {
            try {
                delete(path.resolve(name));
            } catch (IOException e) {
                throw new Unusable("cannot empty the folder " + path + ": " + e, e);
            }
        }
    }

    private static void delete(Path ours) throws IOException {
        if (!Files.exists(ours, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var files = Files.walk(ours)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The folder cannot be had, for a reason that a person can mend. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }

        Unusable(String message, IOException cause) {
            super(message, cause);
        }
    }
}
