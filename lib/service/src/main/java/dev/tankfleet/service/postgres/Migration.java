package dev.tankfleet.service.postgres;

import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.config.WrongSettingsException;

import org.flywaydb.core.api.FlywayException;

/**
 * The command {@code migrate} of a service: brings its tables up to date and ends. A cluster runs
 * it before the processes of a new release, so that one that cannot be migrated changes nothing
 * that runs. Called by {@code main}, on its thread.
 */
public final class Migration {
    private static final String COMMAND = "migrate";
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;

    private Migration() {}

    /** Whether a service was started for this alone. */
    public static boolean isAsked(String[] arguments) {
        return arguments.length == 1 && arguments[0].equals(COMMAND);
    }

    /**
     * Migrates; blocking. What kept it from it stands on stderr.
     *
     * @param owner class whose class path has the scripts
     * @param settings where {@code {service}.database} is
     * @return how the process ends: 0, 1 if the database is away or its schema is not ours, 2 if
     *     the environment says too little
     */
    public static int run(Class<?> owner, String service, Settings settings) {
        try {
            Schema.migrate(
                    owner, service, settings.bind(DatabaseConfig.class, service + ".database"));
            return DONE;
        } catch (WrongSettingsException e) {
            System.err.println(service + ": " + e.getMessage());
            return WRONG_SETTINGS;
        } catch (FlywayException e) {
            System.err.println(service + " is not migrated: " + e.getMessage());
            return FAILED;
        }
    }
}
