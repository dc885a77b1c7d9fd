package dev.tankfleet.local.jvm;

import dev.tankfleet.process.log.Logs;
import dev.tankfleet.process.ops.OpsConfig;
import dev.tankfleet.process.ops.OpsServer;
import dev.tankfleet.process.ops.Probe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.net.URI;

/**
 * Meters and metrics port of one process of the fleet. It answers from the start and is ready once
 * somebody says so. Made and closed by the starting thread; {@link #toReady} may come from any.
 */
final class OpsPort implements AutoCloseable {
    private static final String STARTED = "started";

    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Probe ready = new Probe();
    private final OpsServer server;

    private OpsPort(int port, Logs logs) {
        ready.require(STARTED, () -> false);
        logs.bindTo(meters);
        var config = new OpsConfig("127.0.0.1", port, null);
        server = OpsServer.create(config, meters, new Probe(), ready);
    }

    static OpsPort open(int port, Logs logs) {
        var ops = new OpsPort(port, logs);
        ops.server.start();
        return ops;
    }

    MeterRegistry meters() {
        return meters;
    }

    void toReady() {
        ready.remove(STARTED);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.port() + "/metrics");
    }

    @Override
    public void close() {
        server.close();
        meters.close();
    }
}
