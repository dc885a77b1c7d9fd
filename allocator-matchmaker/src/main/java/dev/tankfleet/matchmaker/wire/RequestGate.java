package dev.tankfleet.matchmaker.wire;

import dev.tankfleet.matchmaker.MatchmakerConfig;
import dev.tankfleet.proto.json.MalformedBody;

import io.micronaut.http.HttpResponse;

import jakarta.inject.Singleton;

import java.util.concurrent.Semaphore;

/**
 * Bounds the requests at work; shared by request threads. Nobody waits here: one too many is told
 * to come again.
 */
@Singleton
final class RequestGate {
    private final Semaphore places;

    RequestGate(MatchmakerConfig config) {
        this.places = new Semaphore(config.requestsMax());
    }

    /** Answers a request, or says why not. */
    HttpResponse<?> answer(Work work) {
        if (!places.tryAcquire()) {
            return Problem.response(ProblemCode.BUSY);
        }
        try {
            return work.answer();
        } catch (MalformedBody e) {
            return Problem.response(ProblemCode.MALFORMED_BODY, e.getMessage());
        } finally {
            places.release();
        }
    }

    /** What a controller does with a request. */
    @FunctionalInterface
    interface Work {
        HttpResponse<?> answer() throws MalformedBody;
    }
}
