package dev.tankfleet.certificates.wire;

import dev.tankfleet.certificates.exporter.CertificateMeters;
import dev.tankfleet.certificates.exporter.ExporterConfig;
import dev.tankfleet.process.run.ServiceProcess;

import picocli.CommandLine.Command;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;

/** {@code certificates exporter}: serves the metrics until a signal ends it. */
@Command(
        name = "exporter",
        description = "Serves how long certificates last as metrics.",
        mixinStandardHelpOptions = true)
final class ExporterCommand implements Callable<Integer> {
    private static final int OPS_PORT = 8007;
    private static final Duration STOP_MAX = Duration.ofSeconds(1);

    private final InstantSource clock;

    ExporterCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        ServiceProcess.run("certificates", OPS_PORT, STOP_MAX, this::start);
        return 0;
    }

    private void start(ServiceProcess process) {
        var config = process.settings().bind(ExporterConfig.class, "");
        CertificateMeters.create(config, process.meters(), clock);
    }
}
