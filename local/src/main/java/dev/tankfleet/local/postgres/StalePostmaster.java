package dev.tankfleet.local.postgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stops a postmaster that outlived the fleet which started it, as after {@code kill -9}. It is
 * found by {@code postmaster.pid}, whose first line is its process id and whose second its data
 * directory; both must fit before anything is signalled. Stateless; called before a start.
 */
final class StalePostmaster {
    private static final Logger LOG = LoggerFactory.getLogger(StalePostmaster.class);
    private static final long STOP_MAX_SECONDS = 10;

    private StalePostmaster() {}

    static void stop(Path data) throws IOException {
        var file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        var lines = Files.readAllLines(file);
        if (lines.size() < 2 || !isOurs(data, lines.get(1))) {
            throw new IOException(
                    file
                            + " names another data directory; remove it if no PostgreSQL uses "
                            + data);
        }
        var process = ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
        if (process.isPresent() && isPostgres(process.get())) {
            LOG.atInfo()
                    .addKeyValue("pid", process.get().pid())
                    .log("Stopping a PostgreSQL that an earlier fleet left behind");
            end(process.get());
        }
        Files.deleteIfExists(file);
    }

    private static boolean isOurs(Path data, String named) throws IOException {
        var other = Path.of(named.strip());
        return Files.exists(other) && Files.isSameFile(data, other);
    }

    /** A process id may have been given to another program since. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(command -> command.endsWith("postgres")).orElse(false);
    }

    /**
     * SIGTERM lets clients finish: there are none left. SIGKILL is for one that does not listen.
     */
    private static void end(ProcessHandle process) throws IOException {
        process.destroy();
        try {
            process.onExit().get(STOP_MAX_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IOException("the PostgreSQL left behind could not be watched", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a PostgreSQL left behind stopped", e);
        }
    }
}
