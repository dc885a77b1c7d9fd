package dev.tankfleet.matchmaker.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.matchmaker.command.CommandOutcome.Done;
import dev.tankfleet.matchmaker.command.CommandOutcome.NoAnswer;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

final class FairWaitTest {
    private static final Duration DEADLINE = Duration.ofMillis(150);

    @Test
    void takesAnAnswerThatIsThere() {
        var answer = CompletableFuture.<CommandOutcome>completedFuture(new Done(null));

        assertThat(FairWait.await(answer, DEADLINE)).isEqualTo(new Done(null));
    }

    @Test
    void givesUpOnOneThatNeverComes() {
        var scripted = new Scripted(Integer.MAX_VALUE);

        assertThat(FairWait.await(scripted, DEADLINE)).isEqualTo(new NoAnswer());
        assertThat(scripted.askedNs).isEqualTo(DEADLINE.toNanos());
    }

    @Test
    void countsAPauseOfThisProcessAsNoMoreThanOneSlice() {
        // The first wait ends long after it should have, as after a pause; the answer lies there.
        var scripted = new Scripted(1);

        assertThat(FairWait.await(scripted, DEADLINE)).isEqualTo(new Done(null));
        assertThat(scripted.askedNs).isLessThan(DEADLINE.toNanos());
    }

    @Test
    void leavesAnInterruptedThreadInterrupted() {
        Thread.currentThread().interrupt();

        assertThat(FairWait.await(new CompletableFuture<>(), DEADLINE)).isEqualTo(new NoAnswer());
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Times out so many times, whatever the clock says, and has the answer then. */
    private static final class Scripted extends CompletableFuture<CommandOutcome> {
        private final int timeouts;
        private int asked;
        private long askedNs;

        Scripted(int timeouts) {
            this.timeouts = timeouts;
        }

        @Override
        public CommandOutcome get(long timeout, TimeUnit unit) throws TimeoutException {
            askedNs += unit.toNanos(timeout);
            if (asked++ < timeouts) {
                throw new TimeoutException();
            }
            return new Done(null);
        }
    }
}
