package dev.tankfleet.agones.conformance.cluster;

import dev.tankfleet.agones.conformance.Behaviours;
import dev.tankfleet.agones.conformance.behaviour.Behaviour;
import dev.tankfleet.agones.conformance.junit.NeedsAgones;
import dev.tankfleet.agones.conformance.subject.Agones;
import dev.tankfleet.agones.conformance.subject.kubernetes.RealAgones;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;

/**
 * Every behaviour is one of real Agones, too. Each has a scene of its own, so a few run at once;
 * they mostly wait.
 */
@Tag("cluster")
@Timeout(600)
@NeedsAgones
@Execution(ExecutionMode.CONCURRENT)
final class RealAgonesBehavesIT {
    /** The rhythm that allocators have by themselves; a shorter one hides what batches do. */
    private static final Duration BATCH_WAIT = Duration.ofMillis(500);

    /** Each has some sidecars, and each of these takes 50 MiB. */
    private static final int AT_ONCE_MAX = 4;

    private static final Semaphore AT_ONCE = new Semaphore(AT_ONCE_MAX);

    private static final Set<String> NOT_RUN = new ConcurrentSkipListSet<>();
    private static RealAgones real;

    @BeforeAll
    static void startsWhatThereIs() {
        real = RealAgones.start(AgonesChoice.of(System.getenv()), BATCH_WAIT);
    }

    @AfterAll
    static void closesWhatWasStarted() {
        if (!NOT_RUN.isEmpty()) {
            System.out.printf(
                    "not run: %d behaviours need what only Agones started here has: %s%n",
                    NOT_RUN.size(), String.join(", ", NOT_RUN));
        }
        if (real != null) {
            real.close();
        }
    }

    static List<Behaviour> behaviours() {
        return Behaviours.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("behaviours")
    void behavesAsItIsSaid(Behaviour behaviour) throws Exception {
        AT_ONCE.acquire();
        try (Agones agones = real.open()) {
            behaviour.runOn(agones);
        } catch (Agones.NotOffered e) {
            NOT_RUN.add(behaviour.id());
            throw new TestAbortedException("it needs " + e.getMessage(), e);
        } finally {
            AT_ONCE.release();
        }
    }
}
