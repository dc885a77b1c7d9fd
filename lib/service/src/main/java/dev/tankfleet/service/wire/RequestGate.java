package dev.tankfleet.service.wire;

import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.service.postgres.DatabaseTrouble;

import io.micronaut.http.HttpResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Semaphore;

/**
 * Bounds the requests at work; shared by request threads. Nobody waits here: one too many is told
 * to come again. Inside, a body that cannot be read and a database that is away become answers.
 */
public final class RequestGate {
    private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);

    private final Semaphore places;

    /**
     * A gate.
     *
     * @param requestsMax requests at work at once, at least 1
     */
    public RequestGate(int requestsMax) {
        this.places = new Semaphore(requestsMax);
    }

    /** Answers a request, or says why not. */
    public HttpResponse<?> answer(Work work) {
        if (!places.tryAcquire()) {
            return Problem.response(CommonProblem.BUSY);
        }
        try {
            return work.answer();
        } catch (MalformedBody e) {
            return Problem.response(CommonProblem.MALFORMED_BODY, e.getMessage());
        } catch (RuntimeException e) { // a store's library decides the type; all else goes on
            if (!DatabaseTrouble.passes(e)) {
                throw e;
            }
            LOG.atWarn().addKeyValue("cause", e.toString()).log("The database cannot be reached");
            return Problem.response(CommonProblem.DATABASE_UNAVAILABLE);
        } finally {
            places.release();
        }
    }

    /** What a controller does with a request. */
    @FunctionalInterface
    public interface Work {
        /** The answer. */
        HttpResponse<?> answer() throws MalformedBody;
    }
}
