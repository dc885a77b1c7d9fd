package dev.tankfleet.backup.postgres;

import dev.tankfleet.backup.program.Program;
import dev.tankfleet.process.config.Default;
import dev.tankfleet.process.config.MayBeUnset;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/**
 * PostgreSQL's own programs.
 *
 * @param folder where they are; unset for the PATH
 * @param launcher what the server is run through, as {@code unshare,-U} where the user is root, who
 *     may not run it; empty for nothing
 */
public record PostgresTools(@MayBeUnset @Nullable Path folder, @Default("") List<String> launcher) {
    public PostgresTools {
        launcher = List.copyOf(launcher);
    }

    Program tool(String name) {
        return Program.of(folder == null ? name : folder.resolve(name).toString());
    }

    Program server() {
        return tool("postgres").through(launcher);
    }
}
