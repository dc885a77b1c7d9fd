package dev.tankfleet.auth;

import dev.tankfleet.process.run.ServiceProcess;

import java.time.Duration;

/**
 * The service as a process of its own, configured by the environment. Its thread starts everything
 * and then waits.
 */
public final class Main {
    private static final int OPS_PORT = 8000;
    private static final Duration STOP_MAX = Duration.ofSeconds(7);

    private Main() {}

    /** Runs until a signal ends it. */
    public static void main(String[] arguments) {
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
