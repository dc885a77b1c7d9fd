package dev.tankfleet.backup.wire;

import dev.tankfleet.backup.wire.parts.Wiring;
import dev.tankfleet.process.run.ServiceProcess;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/** {@code backup wal}: stores what PostgreSQL writes, until a signal ends it. */
@Command(
        name = "wal",
        description = "Stores what PostgreSQL writes between two copies, until a signal ends it.",
        mixinStandardHelpOptions = true)
final class WalCommand implements Callable<Integer> {
    private static final int OPS_PORT = 8006;

    /** The last piece is on its way. */
    private static final Duration STOP_MAX = Duration.ofSeconds(20);

    private final Wiring wiring;

    WalCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        ServiceProcess.run("backup-wal", OPS_PORT, STOP_MAX, this::start);
        return 0;
    }

    private void start(ServiceProcess process) throws IOException {
        var archiver = wiring.walArchiver(process.meters());
        archiver.start();
        process.keep("wal", STOP_MAX, archiver::close);
    }
}
