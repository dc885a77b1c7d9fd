package dev.tankfleet.local.process.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The children of a fleet that was killed: they are remembered in a file, and ended by the next
 * fleet in the same folder. Written under the object's lock.
 *
 * <p>A number alone may belong to somebody else by then, so that its start is compared, too.
 */
public final class LeftBehind {
    private static final String FILE = "children";
    private static final Duration END_MAX = Duration.ofSeconds(5);

    private final Path file;

    private LeftBehind(Path file) {
        this.file = file;
    }

    /** An empty list for the children of a new fleet. */
    static LeftBehind begin(Path folder) {
        try {
            var file = folder.resolve(FILE);
            Files.createDirectories(folder);
            Files.writeString(file, "");
            return new LeftBehind(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Remembers a child. */
    synchronized void add(ProcessHandle child) {
        var start = startOf(child);
        if (start.isEmpty()) {
            return;
        }
        try {
            Files.writeString(
                    file, child.pid() + " " + start.get() + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends what a killed fleet left in its folder; does nothing if there is nothing. */
    public static void stop(Path folder) {
        var file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return;
        }
        try {
            for (var line : Files.readAllLines(file)) {
                var words = line.split(" ", 2);
                if (words.length == 2 && words[0].matches("\\d{1,9}")) {
                    ProcessHandle.of(Long.parseLong(words[0]))
                            .filter(handle -> startOf(handle).equals(Optional.of(words[1])))
                            .ifPresent(LeftBehind::end);
                }
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Processes left behind do not stop", e);
        }
    }

    private static Optional<String> startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(start -> Long.toString(start.toEpochMilli()));
    }

    /** Whoever comes next needs its port and its files, so there is no gentle way. */
    private static void end(ProcessHandle handle) {
        if (!handle.destroyForcibly()) {
            return;
        }
        try {
            handle.onExit().get(END_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "process " + handle.pid() + " of a killed fleet does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
