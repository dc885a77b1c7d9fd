package dev.tankfleet.auth;

import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.run.ServiceProcess;
import dev.tankfleet.service.postgres.Migration;

import java.time.Duration;

/**
 * The service as a process of its own, configured by the environment. Its thread starts everything
 * and then waits.
 */
public final class Main {
    private static final int OPS_PORT = 8000;
    private static final Duration STOP_MAX = Duration.ofSeconds(7);

    private Main() {}

    /** Runs until a signal ends it; with the argument {@code migrate}, until the tables are. */
    public static void main(String[] arguments) {
        if (Migration.isAsked(arguments)) {
            System.exit(Migration.run(Main.class, "auth", Settings.of(System.getenv())));
        }
        ServiceProcess.run(
                "auth",
                OPS_PORT,
                STOP_MAX,
                process -> {
                    var config = process.settings().bind(AuthConfig.class, "auth");
                    var service = AuthService.start(config, process.meters());
                    process.keep("service", STOP_MAX, service::close);
                });
    }
}
