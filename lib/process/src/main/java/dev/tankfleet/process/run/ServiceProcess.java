package dev.tankfleet.process.run;

import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.config.WrongSettingsException;
import dev.tankfleet.process.log.LogConfig;
import dev.tankfleet.process.log.Logs;
import dev.tankfleet.process.ops.OpsConfig;
import dev.tankfleet.process.ops.OpsServer;
import dev.tankfleet.process.ops.Probe;
import dev.tankfleet.process.stop.OrderedStop;
import dev.tankfleet.process.stop.StopStep;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.security.Security;
import java.time.Duration;
import java.util.Map;

/**
 * One service as a process of its own, configured by the environment. Used by {@code main}, on its
 * thread; the parts are added in the order of their start and stopped in the reverse one, at a
 * signal or when a part does not start.
 */
public final class ServiceProcess {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_WRONG_SETTINGS = 2;
    private static final Duration LOGS_STOP_MAX = Duration.ofSeconds(1);
    private static final Duration OPS_STOP_MAX = Duration.ofSeconds(2);
    private static final String STARTED = "started";

    /** How long a name is believed to lead where it led, and how long to lead nowhere. */
    private static final String NAME_TTL_S = "5";

    private static final String NO_NAME_TTL_S = "1";
    private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);

    private final Settings settings;
    private final OrderedStop stop;
    private final PrometheusMeterRegistry meters;
    private final Probe ready;

    private ServiceProcess(
            Settings settings, OrderedStop stop, PrometheusMeterRegistry meters, Probe ready) {
        this.settings = settings;
        this.stop = stop;
        this.meters = meters;
        this.ready = ready;
    }

    /**
     * Runs a service until a signal ends it, and then the JVM: 0 for a clean end, 1 if a part
     * failed, 2 if the environment says too little. What kept it from starting stands on stderr: a
     * line for each variable, one for anything else.
     *
     * @param name of the service, for its log and its messages
     * @param opsPort default of {@code OPS_PORT}
     * @param stopMax time for all parts together when it ends
     * @param service starts the parts
     */
    public static void run(String name, int opsPort, Duration stopMax, Service service) {
        forgetNamesSoon();
        var fallback = Map.of("OPS_PORT", Integer.toString(opsPort), "LOG_NAME", name);
        var settings = Settings.of(System.getenv()).orElse(fallback);
        try {
            var process = open(settings, stopMax);
            process.start(name, service);
            Runtime.getRuntime().halt(process.stop.await().isClean() ? 0 : EXIT_FAILED);
        } catch (WrongSettingsException e) {
            end(name + ": " + e.getMessage(), EXIT_WRONG_SETTINGS);
        } catch (UncheckedIOException e) { // no folder for the log, or no port for the metrics
            end(name + " does not start: " + e.getMessage(), EXIT_FAILED);
        }
    }

    /** The environment. */
    public Settings settings() {
        return settings;
    }

    /** Where to count. */
    public MeterRegistry meters() {
        return meters;
    }

    /** Conditions of {@code /ready}. */
    public Probe ready() {
        return ready;
    }

    /**
     * Has a part that has just started ended with the rest.
     *
     * @param deadline longest time for it
     */
    public void keep(String part, Duration deadline, StopStep close) {
        stop.register(part, deadline, close);
    }

    /**
     * Before the first look-up, which fixes it. Pods come back with other addresses, and while they
     * do their names lead nowhere: Java by itself would go on for 30 s and 10 s.
     */
    static void forgetNamesSoon() {
        Security.setProperty("networkaddress.cache.ttl", NAME_TTL_S);
        Security.setProperty("networkaddress.cache.negative.ttl", NO_NAME_TTL_S);
    }

    private static ServiceProcess open(Settings settings, Duration stopMax) {
        var logConfig = settings.bind(LogConfig.class, "log");
        var opsConfig = settings.bind(OpsConfig.class, "ops");
        var stop = OrderedStop.create(stopMax.plus(LOGS_STOP_MAX).plus(OPS_STOP_MAX));
        var logs = Logs.start(logConfig);
        stop.register("logs", LOGS_STOP_MAX, logs::close);
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        logs.bindTo(meters);
        var ready = new Probe();
        ready.require(STARTED, () -> false);
        var ops = OpsServer.create(opsConfig, meters, new Probe(), ready);
        stop.register("ops port", OPS_STOP_MAX, ops::close);
        stop.onSignal();
        ops.start();
        return new ServiceProcess(settings, stop, meters, ready);
    }

    private void start(String name, Service service) {
        try {
            service.start(this);
            ready.remove(STARTED);
        } catch (WrongSettingsException e) {
            stop.stop();
            throw e;
        } catch (Exception e) { // whatever keeps a part from starting, the process ends and says it
            if (stop.hasBegun()) {
                return;
            }
            LOG.atError().setCause(e).log("{} does not start", name);
            stop.stop();
            end(name + " does not start: " + e.getMessage(), EXIT_FAILED);
        }
    }

    private static void end(String message, int status) {
        System.err.println(message);
        // Hooks have run, or there is nothing for them to end.
        Runtime.getRuntime().halt(status);
    }

    /** Starts a service's parts, in the order in which they lean on each other. */
    @FunctionalInterface
    public interface Service {
        /**
         * Starts; each part that is up is given to {@link #keep} at once.
         *
         * @throws Exception if a part does not start
         */
        void start(ServiceProcess process) throws Exception;
    }
}
