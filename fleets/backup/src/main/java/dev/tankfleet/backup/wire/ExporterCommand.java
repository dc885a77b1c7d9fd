package dev.tankfleet.backup.wire;

import dev.tankfleet.backup.exporter.Exporter;
import dev.tankfleet.backup.exporter.ExporterConfig;
import dev.tankfleet.backup.wire.parts.Wiring;
import dev.tankfleet.process.run.ServiceProcess;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/** {@code backup exporter}: serves the metrics until a signal ends it. */
@Command(
        name = "exporter",
        description = "Serves what the store has as metrics.",
        mixinStandardHelpOptions = true)
final class ExporterCommand implements Callable<Integer> {
    private static final int OPS_PORT = 8005;
    private static final Duration STOP_MAX = Duration.ofSeconds(2);

    private final Wiring wiring;

    ExporterCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        ServiceProcess.run("backup", OPS_PORT, STOP_MAX, this::start);
        return 0;
    }

    private void start(ServiceProcess process) throws IOException {
        var exporter =
                Exporter.create(
                        wiring.settings().bind(ExporterConfig.class, ""),
                        wiring.store(),
                        wiring.trust(),
                        process.meters(),
                        wiring.clock());
        exporter.start();
        process.keep("scan", STOP_MAX, exporter::close);
    }
}
