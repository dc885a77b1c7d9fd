package dev.tankfleet.gateway.pump;

import static dev.tankfleet.testkit.time.Eventually.eventually;
import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.time.VirtualClock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

final class InputPumpTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final VirtualClock clock = new VirtualClock();
    private final Matches matches = new Matches(clock::nanoTime);
    private final RecordingLink link = new RecordingLink();
    private final InputPump pump = pumpOf(matches, clock::nanoTime);

    @Test
    void sendsFirstInputAtOnceAndThenWaitsForTheWindow() {
        var seat = open("m-1");
        seat.putInput(1, 10, 0, 0, false, 0);
        pump.runOnce(clock.nanoTime());
        seat.putInput(2, 20, 0, 0, false, 0);

        assertThat(pump.runOnce(clock.advance(Duration.ofMillis(3)).nanoTime()))
                .isEqualTo(Duration.ofMillis(1).toNanos());
        assertThat(link.batches).containsExactly("m-1@0 gw 0:1,10,false,0");

        assertThat(pump.runOnce(clock.advance(Duration.ofMillis(1)).nanoTime()))
                .isEqualTo(InputPump.SIGN_OF_LIFE_NS);
        assertThat(link.batches).last().isEqualTo("m-1@0 gw 0:2,20,false,0");
    }

    @Test
    void sendsNewestInputOfTheWindow() {
        var seat = open("m-1");
        seat.putInput(1, 10, 0, 0, false, 5);
        seat.putInput(2, 20, 0, 0, false, 1);

        pump.runOnce(clock.nanoTime());

        assertThat(link.batches).containsExactly("m-1@0 gw 0:2,20,false,1");
    }

    @Test
    void neitherLosesNorHoldsAShotWithinTheWindow() {
        var seat = open("m-1");
        seat.putInput(1, 10, 0, 0, true, 5);
        seat.putInput(2, 20, 0, 0, false, 1);
        pump.runOnce(clock.nanoTime());
        seat.putInput(3, 30, 0, 0, false, 0);
        pump.runOnce(clock.advance(Duration.ofMillis(4)).nanoTime());
        seat.putInput(4, 40, 0, 0, false, 0);
        seat.putInput(5, 50, 0, 0, true, 0);
        pump.runOnce(clock.advance(Duration.ofMillis(4)).nanoTime());

        assertThat(link.batches)
                .containsExactly(
                        "m-1@0 gw 0:1,20,true,1 0:2,20,false,1",
                        "m-1@0 gw 0:3,30,false,0",
                        "m-1@0 gw 0:5,50,true,0");
    }

    @Test
    void givesASignOfLifeWhileItsPlayersSayNothing() {
        open("m-1").match().onJoined(1_000, 5, 0);
        pump.runOnce(clock.nanoTime());
        assertThat(link.batches).isEmpty();

        clock.advance(Duration.ofNanos(InputPump.SIGN_OF_LIFE_NS));
        assertThat(pump.runOnce(clock.nanoTime())).isEqualTo(InputPump.SIGN_OF_LIFE_NS);
        pump.runOnce(clock.advance(Duration.ofSeconds(1)).nanoTime());

        assertThat(link.batches).containsExactly("m-1@1000 gw");
    }

    @Test
    void gathersSeatsOfOneMatchAndKeepsMatchesApart() {
        var first = open("m-1");
        var second = open("m-1");
        var other = open("m-2");
        second.match().onJoined(1_000, 5, 0);
        second.putInput(7, 0, 0, 0, false, 0);
        first.putInput(3, 0, 0, 0, false, 0);
        other.putInput(9, 0, 0, 0, false, 0);

        pump.runOnce(clock.nanoTime());

        assertThat(link.batches)
                .containsExactlyInAnyOrder(
                        "m-1@1000 gw 0:3,0,false,0 1:7,0,false,0", "m-2@0 gw 0:9,0,false,0");
    }

    @Test
    void sendsNothingOfClosedSeat() {
        var seat = open("m-1");
        seat.putInput(1, 0, 0, 0, false, 0);
        matches.close(seat);

        assertThat(pump.runOnce(clock.nanoTime())).isEqualTo(InputPump.IDLE);
        assertThat(link.batches).isEmpty();
    }

    @Test
    void wakesForSeatThatFollowsOneWhichLeftAnInput() throws Exception {
        // Its thread keeps the window by a clock that runs.
        var running = new Matches(System::nanoTime);
        var runningPump = pumpOf(running, System::nanoTime);
        var gone = open(running, "m-1");
        gone.putInput(1, 0, 0, 0, false, 0);
        running.close(gone);
        var thread = Thread.ofPlatform().start(runningPump);
        eventuallyTrue(
                SOON, "the pump waits", () -> thread.getState() == Thread.State.TIMED_WAITING);

        open(running, "m-1").putInput(2, 0, 0, 0, false, 0);

        eventually(SOON, () -> assertThat(link.batches).contains("m-1@0 gw 1:2,0,false,0"));
        runningPump.stop();
        thread.join();
    }

    private Seat open(String matchId) {
        return open(matches, matchId);
    }

    private static Seat open(Matches matches, String matchId) {
        return Objects.requireNonNull(matches.open(matchId, () -> {}));
    }

    private InputPump pumpOf(Matches matches, LongSupplier clock) {
        var counts = new PumpCounts(new SimpleMeterRegistry());
        return new InputPump("gw", matches, link, counts, clock);
    }
}
