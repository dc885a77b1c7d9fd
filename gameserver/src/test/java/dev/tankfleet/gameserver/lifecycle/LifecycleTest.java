package dev.tankfleet.gameserver.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.gameserver.lifecycle.GameServerView.Phase;
import dev.tankfleet.proto.command.CommandReply.RefusalCode;
import dev.tankfleet.proto.status.ServerState;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;

final class LifecycleTest {
    private static final Instant T1 = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant T2 = T1.plusSeconds(60);
    private static final Duration REPEAT_AFTER = LifecycleConfig.STANDARD.readyRepeatAfter();

    private final SidecarScene scene = new SidecarScene();
    private final Lifecycle lifecycle = scene.lifecycle;

    @Test
    void saysReadyOnceAsSoonAsTheSidecarAnswers() {
        scene.settle();
        scene.pass(Duration.ofSeconds(3));
        assertThat(scene.calls).doesNotContain("ready");

        scene.look = new Sidecar.Sighting.Seen(SidecarScene.view(Phase.STARTING, null, null), true);
        scene.pass(Duration.ofSeconds(1));
        scene.show(Phase.REQUEST_READY, null, null);
        scene.pass(Duration.ofSeconds(20));
        scene.show(Phase.READY, null, null);

        assertThat(readies()).isEqualTo(1);
        assertState(ServerState.READY);
    }

    @Test
    void saysReadyAgainWhenAStartingServerShowsNoSignOfIt() {
        scene.show(Phase.STARTING, null, null);
        assertThat(readies()).isEqualTo(1);

        scene.pass(REPEAT_AFTER.minusMillis(1));
        assertThat(readies()).isEqualTo(1);
        scene.pass(Duration.ofMillis(1));

        assertThat(readies()).isEqualTo(2);
    }

    @Test
    void neverSaysReadyOnAServerThatIsReadyOrAllocatedAlready() {
        scene.show(Phase.READY, null, null);
        scene.pass(Duration.ofSeconds(60));
        assertThat(scene.calls).doesNotContain("ready");

        var restarted = new SidecarScene();
        restarted.show(Phase.ALLOCATED, "i1", T1);

        assertThat(restarted.calls).doesNotContain("ready");
        assertThat(restarted.lifecycle.standing().state()).isEqualTo(ServerState.ALLOCATED);
    }

    @Test
    void takesAMatchOnTheStrengthOfAnIntentBeforeTheWatchShowsIt() {
        scene.show(Phase.READY, null, null);

        assertThat(lifecycle.admit("i1")).isInstanceOf(Admission.Admitted.class);
        scene.show(Phase.ALLOCATED, "i1", T1);
        scene.pass(Duration.ofSeconds(2));

        assertThat(scene.calls).doesNotContain("allocate");
        assertThat(lifecycle.standing().intent()).isEqualTo("i1");
    }

    @Test
    void allocatesItselfOnceWhenTheWatchDoesNotShowIt() {
        scene.show(Phase.READY, null, null);
        lifecycle.admit("i1");

        scene.pass(Duration.ofMillis(499));
        assertThat(scene.calls).doesNotContain("allocate");
        scene.pass(Duration.ofMillis(1));
        scene.pass(Duration.ofSeconds(4));

        assertThat(scene.calls).containsOnlyOnce("allocate");
        scene.show(Phase.ALLOCATED, null, T1);
        assertThat(lifecycle.standing().intent()).isEqualTo("i1");
    }

    @Test
    void allocatesItselfAgainWhenTheSidecarDiedWithTheCall() {
        scene.show(Phase.READY, null, null);
        lifecycle.admit("i1");
        scene.pass(Duration.ofMillis(500));

        scene.showOnNewStream(Phase.READY, null, null);
        scene.pass(Duration.ofMillis(500));

        assertThat(scene.calls.stream().filter("allocate"::equals)).hasSize(2);
    }

    @Test
    void returnsAtReleaseAndIgnoresTheSpentIntentAfterwards() {
        scene.show(Phase.READY, null, null);
        scene.show(Phase.ALLOCATED, "i1", T1);

        assertThat(lifecycle.release("i2")).isFalse();
        assertThat(lifecycle.release("i1")).isTrue();
        scene.settle();

        assertState(ServerState.RETURNING);
        assertRefused("i1", RefusalCode.RETURNING);
        assertThat(readies()).isEqualTo(1);
        scene.show(Phase.ALLOCATED, "i1", T1);
        assertState(ServerState.RETURNING);
        scene.show(Phase.READY, "i1", T1);
        assertState(ServerState.READY);
        assertRefused("i1", RefusalCode.NOT_ALLOCATED);
        assertThat(lifecycle.admit("i2")).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void repeatsReadyOnlyWhileTheClusterShowsTheOldAllocation() {
        allocateAndRelease();
        scene.pass(REPEAT_AFTER);
        assertThat(readies()).isEqualTo(2);

        scene.look = new Sidecar.Sighting.Seen(SidecarScene.view(Phase.ALLOCATED, "i2", T2), false);
        scene.pass(REPEAT_AFTER);

        assertThat(readies()).isEqualTo(2);
        assertState(ServerState.ALLOCATED);
        assertThat(lifecycle.standing().intent()).isEqualTo("i2");
    }

    @Test
    void neverRepeatsReadyAfterRequestReadyWasSeen() {
        allocateAndRelease();
        scene.show(Phase.REQUEST_READY, "i1", T1);

        scene.pass(Duration.ofSeconds(30));

        assertThat(readies()).isEqualTo(1);
    }

    @Test
    void takesANewerAllocationForReadyThatWasMissed() {
        allocateAndRelease();

        scene.showOnNewStream(Phase.ALLOCATED, "i2", T2);

        assertState(ServerState.ALLOCATED);
        assertThat(lifecycle.admit(null)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void staysWhileItHasWorkAndReturnsSomeTimeAfterTheLast() {
        scene.show(Phase.READY, null, null);
        scene.show(Phase.ALLOCATED, "i1", T1);
        lifecycle.admit(null);
        scene.pass(Duration.ofMinutes(10));
        assertState(ServerState.ALLOCATED);

        lifecycle.leave();
        scene.pass(Duration.ofSeconds(30).minusNanos(1));
        assertState(ServerState.ALLOCATED);
        scene.pass(Duration.ofNanos(1));

        assertState(ServerState.RETURNING);
    }

    @Test
    void staysWithoutWorkAsLongAsItsLeaseIsRenewed() {
        scene.show(Phase.READY, null, null);
        scene.show(Phase.ALLOCATED, "i1", T1);
        for (int i = 0; i < 10; i++) {
            assertThat(lifecycle.hold("i1", Duration.ofMinutes(2))).isTrue();
            scene.pass(Duration.ofSeconds(40));
        }
        assertState(ServerState.ALLOCATED);
        assertThat(lifecycle.hold("i2", Duration.ofMinutes(2))).isFalse();

        scene.pass(Duration.ofSeconds(80));

        assertState(ServerState.RETURNING);
    }

    @Test
    void takesTheNewIntentWhenItIsAllocatedOnceMore() {
        scene.show(Phase.READY, null, null);
        scene.show(Phase.ALLOCATED, "i1", T1);
        lifecycle.admit(null);
        lifecycle.release("i1");

        scene.show(Phase.ALLOCATED, "i2", T2);
        lifecycle.leave();
        scene.settle();

        assertState(ServerState.ALLOCATED);
        assertThat(lifecycle.standing().intent()).isEqualTo("i2");
    }

    @Test
    void wantsItsAllocationBackWhenItIsTakenWhileItHasWork() {
        scene.show(Phase.READY, null, null);
        scene.show(Phase.ALLOCATED, "i1", T1);
        lifecycle.admit(null);

        scene.show(Phase.READY, "i1", T1);

        assertThat(scene.calls).containsOnlyOnce("allocate");
        assertState(ServerState.ALLOCATED);
    }

    @Test
    void staysAllocatedWhenALookFromBeforeTheAllocationComesLate() {
        scene.show(Phase.READY, null, null);
        scene.show(Phase.ALLOCATED, "i1", T1);

        scene.show(Phase.READY, null, null);
        assertState(ServerState.ALLOCATED);

        scene.show(Phase.READY, "i1", T1);
        assertState(ServerState.READY);
    }

    @Test
    void drainsWhenItsGameServerIsGoneAndSaysNothingMore() {
        scene.show(Phase.READY, null, null);
        scene.look = new Sidecar.Sighting.Gone();

        scene.pass(Duration.ofSeconds(5));
        lifecycle.end();
        scene.settle();

        assertThat(scene.drained).containsExactly(DrainCause.NOT_FOUND);
        assertThat(scene.calls).doesNotContain("shutdown");
    }

    @Test
    void saysShutdownAfterTheEndOfAllWorkAndAgainAfterTheSidecarDied() {
        scene.show(Phase.READY, null, null);
        lifecycle.drain(DrainCause.STOP);
        lifecycle.drain(DrainCause.COMMAND);
        scene.settle();
        assertThat(scene.calls).doesNotContain("shutdown");

        lifecycle.end();
        scene.settle();
        assertThat(scene.calls).containsOnlyOnce("shutdown");
        assertThat(scene.drained).containsExactly(DrainCause.STOP);
        scene.showOnNewStream(Phase.READY, null, null);

        assertThat(scene.calls.stream().filter("shutdown"::equals)).hasSize(2);
    }

    @Test
    void countsOnlyWhatChangesAndAgainWhatWasLost() {
        scene.show(Phase.READY, null, null);
        scene.calls.clear();

        lifecycle.count(1, 2);
        scene.settle();
        lifecycle.count(1, 2);
        scene.settle();
        assertThat(scene.calls).containsExactly("count 1 2");
        scene.showOnNewStream(Phase.READY, null, null);

        assertThat(scene.calls).containsExactly("count 1 2", "count 1 2");
    }

    /** The table of what a state refuses: no transition leads there. */
    @ParameterizedTest
    @CsvSource({
        // state, what is asked, answer
        "STARTING,  prepare,        NOT_ALLOCATED",
        "STARTING,  prepare i1,     NOT_ALLOCATED",
        "STARTING,  hold,           false",
        "STARTING,  release,        false",
        "READY,     prepare,        NOT_ALLOCATED",
        "READY,     hold,           false",
        "READY,     release,        false",
        "RETURNING, prepare,        RETURNING",
        "RETURNING, prepare i1,     RETURNING",
        "RETURNING, prepare i2,     RETURNING",
        "RETURNING, hold,           false",
        "RETURNING, release,        false",
        "DRAINING,  prepare,        DRAINING",
        "DRAINING,  prepare i1,     DRAINING",
        "DRAINING,  hold,           false",
        "DRAINING,  release,        false",
        "DRAINING,  allocated,      DRAINING",
        "DRAINING,  ready,          DRAINING",
        "ALLOCATED, hold i2,        false",
        "ALLOCATED, release i2,     false",
    })
    void refusesWhatAStateDoesNotAllow(String state, String ask, String answer) {
        bring(state);

        assertThat(askFor(ask)).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTING", "READY", "ALLOCATED", "RETURNING"})
    void drainsFromEveryStateWhenAgonesEndsIt(String state) {
        bring(state);
        scene.show(Phase.ENDING, "i1", T1);
        assertThat(scene.drained).containsExactly(DrainCause.AGONES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTING", "READY", "ALLOCATED", "RETURNING"})
    void drainsFromEveryStateWhenItIsOneTooMany(String state) {
        bring(state);
        scene.showUnwanted(Phase.ALLOCATED, "i1", T1);
        assertThat(scene.drained).containsExactly(DrainCause.AGONES);
    }

    @Test
    void findsItsOwnMistakeWhenWorkEndsThatNeverBegan() {
        assertThatThrownBy(lifecycle::leave).isInstanceOf(IllegalStateException.class);
    }

    private void bring(String state) {
        switch (state) {
            case "STARTING" -> scene.settle();
            case "READY" -> scene.show(Phase.READY, null, null);
            case "ALLOCATED" -> scene.show(Phase.ALLOCATED, "i1", T1);
            case "RETURNING" -> allocateAndRelease();
            case "DRAINING" -> {
                scene.show(Phase.ALLOCATED, "i1", T1);
                lifecycle.drain(DrainCause.COMMAND);
            }
            default -> throw new IllegalArgumentException(state);
        }
    }

    private String askFor(String ask) {
        return switch (ask) {
            case "prepare" -> answer(null);
            case "prepare i1" -> answer("i1");
            case "prepare i2" -> answer("i2");
            case "hold" -> "" + lifecycle.hold("i1", Duration.ofSeconds(1));
            case "hold i2" -> "" + lifecycle.hold("i2", Duration.ofSeconds(1));
            case "release" -> "" + lifecycle.release("i1");
            case "release i2" -> "" + lifecycle.release("i2");
            case "allocated" -> {
                scene.show(Phase.ALLOCATED, "i2", T2);
                yield lifecycle.standing().state().name();
            }
            case "ready" -> {
                scene.show(Phase.READY, "i1", T1);
                yield lifecycle.standing().state().name();
            }
            default -> throw new IllegalArgumentException(ask);
        };
    }

    private String answer(@Nullable String intent) {
        return switch (lifecycle.admit(intent)) {
            case Admission.Admitted() -> "admitted";
            case Admission.Refused(var code) -> code.name();
        };
    }

    private void allocateAndRelease() {
        scene.show(Phase.READY, null, null);
        scene.show(Phase.ALLOCATED, "i1", T1);
        lifecycle.release("i1");
        scene.settle();
    }

    private void assertRefused(String intent, RefusalCode code) {
        assertThat(lifecycle.admit(intent)).isEqualTo(new Admission.Refused(code));
    }

    private void assertState(ServerState state) {
        assertThat(lifecycle.standing().state()).isEqualTo(state);
    }

    private long readies() {
        return scene.calls.stream().filter("ready"::equals).count();
    }
}
