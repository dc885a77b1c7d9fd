package dev.tankfleet.e2e;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** The contract on a fleet in one JVM. */
final class ContractIT extends ContractCases {
    private static RunningFleet running;

    @BeforeAll
    static void start(@TempDir Path folder) {
        running = RunningFleet.inOneJvm(folder);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Override
    RunningFleet running() {
        return running;
    }
}
