package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Bus.Reply;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A request that waits for its first answer. Every thread may call it; one thread waits. */
final class PendingReply {
    private final CompletableFuture<Reply> first = new CompletableFuture<>();

    /** Takes the first answer; later ones are not wanted. */
    void answer(byte[] body) {
        if (body.length > Bus.BODY_MAX_BYTES) {
            throw new IllegalArgumentException(
                    "reply: " + body.length + " bytes (expected: <= " + Bus.BODY_MAX_BYTES + ")");
        }
        first.complete(new Reply.Answered(body.clone()));
    }

    /** Ends the waiting without an answer. */
    void giveUp() {
        first.complete(new Reply.TimedOut());
    }

    Reply await(Duration deadline) {
        try {
            return first.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Reply.TimedOut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.TimedOut();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a reply never completes with an exception", e);
        }
    }
}
