package dev.tankfleet.e2e;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** The fleet in one JVM keeps the contract and refuses what is wrong. One fleet for all. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
final class OneJvmIT {
    private static RunningFleet running;

    @BeforeAll
    static void start(@TempDir Path folder) {
        running = RunningFleet.inOneJvm(folder);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Nested
    @Order(1)
    final class Contract extends FleetContractTest {
        @Override
        RunningFleet running() {
            return running;
        }
    }

    @Nested
    @Order(2)
    final class BadInput extends BadInputContractTest {
        @Override
        RunningFleet running() {
            return running;
        }
    }

    @Nested
    @Order(3)
    final class Metrics extends MetricsContractTest {
        @Override
        RunningFleet running() {
            return running;
        }
    }
}
