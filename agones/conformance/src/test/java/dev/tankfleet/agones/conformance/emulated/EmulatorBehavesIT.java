package dev.tankfleet.agones.conformance.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.conformance.Behaviours;
import dev.tankfleet.agones.conformance.behaviour.Behaviour;
import dev.tankfleet.testkit.tls.TestCertificates;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Every behaviour of Agones is one of the emulator. */
@Execution(ExecutionMode.CONCURRENT)
final class EmulatorBehavesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TestCertificates certificates;

    @BeforeAll
    static void makesCertificates(@TempDir Path folder) {
        certificates = new TestCertificates(folder);
        certificates.make("allocator");
        certificates.make("client");
    }

    static List<Behaviour> behaviours() {
        return Behaviours.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("behaviours")
    void behavesAsTheRealOne(Behaviour behaviour) throws Exception {
        try (var agones = new EmulatedAgones(certificates, PATIENCE)) {
            behaviour.runOn(agones);
        }
    }

    @Test
    void namesEachBehaviourOnce() {
        assertThat(Behaviours.all()).extracting(Behaviour::id).doesNotHaveDuplicates();
        assertThat(Behaviours.all()).hasSizeGreaterThanOrEqualTo(80);
    }
}
