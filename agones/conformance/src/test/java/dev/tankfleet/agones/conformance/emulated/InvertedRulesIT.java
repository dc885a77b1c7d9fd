package dev.tankfleet.agones.conformance.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.conformance.Behaviours;
import dev.tankfleet.agones.conformance.behaviour.Behaviour;
import dev.tankfleet.agones.conformance.subject.Agones;
import dev.tankfleet.testkit.tls.TestCertificates;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * No behaviour holds by chance: each fails on an emulator whose rule is turned round. Every rule is
 * compiled anew with that one change, and runs beside the others.
 */
@Execution(ExecutionMode.CONCURRENT)
final class InvertedRulesIT {
    /** What does not come in this time does not come. */
    private static final Duration PATIENCE = Duration.ofMillis(2_500);

    private static final int TRIES_MAX = 3;

    private static final Map<String, Behaviour> BEHAVIOURS =
            Behaviours.all().stream().collect(Collectors.toMap(Behaviour::id, it -> it));

    private static TestCertificates certificates;

    @BeforeAll
    static void makesCertificates(@TempDir Path folder) {
        certificates = new TestCertificates(folder);
        certificates.make("allocator");
        certificates.make("client");
    }

    static Stream<Arguments> inversions() throws IOException {
        return Inversion.all().stream()
                .flatMap(rule -> rule.noticedBy().stream().map(id -> Arguments.of(id, rule)));
    }

    @ParameterizedTest(name = "{0} notices {1}")
    @MethodSource("inversions")
    void noticesTheRuleThatIsTurnedRound(String id, Inversion inversion) throws Exception {
        Behaviour behaviour = BEHAVIOURS.get(id);
        assertThat(behaviour).as(id).isNotNull();
        var classes = InvertedClasses.of(inversion);

        assertThat(isNoticed(behaviour, classes)).as(inversion.toString()).isTrue();
    }

    /** A machine that stands still may hide once what should not have happened. */
    private static boolean isNoticed(Behaviour behaviour, ClassLoader classes) throws Exception {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            try (Agones agones = start(classes)) {
                behaviour.runOn(agones);
            } catch (AssertionError noticed) {
                return true;
            }
        }
        return false;
    }

    @Test
    void leavesNoBehaviourThatNoticesNothing() throws IOException {
        List<String> noticing =
                Inversion.all().stream().flatMap(rule -> rule.noticedBy().stream()).toList();

        assertThat(BEHAVIOURS.keySet()).isSubsetOf(noticing);
    }

    private static Agones start(ClassLoader classes) throws ReflectiveOperationException {
        var constructor =
                Class.forName(EmulatedAgones.class.getName(), true, classes)
                        .getDeclaredConstructor(TestCertificates.class, Duration.class);
        constructor.setAccessible(true);
        return (Agones) constructor.newInstance(certificates, PATIENCE);
    }
}
