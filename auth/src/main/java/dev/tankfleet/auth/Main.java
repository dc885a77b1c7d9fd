package dev.tankfleet.auth;

import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.log.LogConfig;
import dev.tankfleet.process.log.Logs;
import dev.tankfleet.process.ops.OpsConfig;
import dev.tankfleet.process.ops.OpsServer;
import dev.tankfleet.process.ops.Probe;
import dev.tankfleet.process.stop.OrderedStop;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.time.Duration;
import java.util.Map;

/**
 * The service as a process of its own, configured by the environment. Its thread starts everything
 * and then waits.
 */
public final class Main {
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final Map<String, String> DEFAULTS =
            Map.of("OPS_PORT", "8000", "LOG_NAME", "auth");

    private Main() {}

    /** Runs until a signal ends it. */
    public static void main(String[] arguments) {
        var settings = Settings.of(System.getenv()).orElse(DEFAULTS);
        var config = settings.bind(AuthConfig.class, "auth");
        var stop = OrderedStop.create(STOP_MAX);

        var logs = Logs.start(settings.bind(LogConfig.class, "log"));
        stop.register("logs", Duration.ofSeconds(1), logs::close);

        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        logs.bindTo(registry);
        var ready = new Probe();
        var ops =
                OpsServer.create(
                        settings.bind(OpsConfig.class, "ops"), registry, new Probe(), ready);
        stop.register("ops port", Duration.ofSeconds(2), ops::close);
        stop.onSignal();

        ready.require("started", () -> false);
        ops.start();
        var service = AuthService.start(config, registry);
        stop.register("service", Duration.ofSeconds(7), service::close);
        ready.remove("started");
        stop.await();
    }
}
