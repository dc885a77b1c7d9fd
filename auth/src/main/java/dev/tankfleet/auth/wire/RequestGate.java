package dev.tankfleet.auth.wire;

import dev.tankfleet.auth.AuthConfig;
import dev.tankfleet.proto.json.MalformedBody;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpResponse;
import io.micronaut.transaction.exceptions.TransactionException;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Semaphore;

/**
 * Bounds the requests at work; shared by request threads. Nobody waits here: one too many is told
 * to come again.
 */
@Singleton
final class RequestGate {
    private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);

    private final Semaphore places;

    RequestGate(AuthConfig config) {
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
        } catch (DataAccessException
                | ConnectionException
                | CannotGetJdbcConnectionException
                | TransactionException e) {
            return databaseAway(e);
        } finally {
            places.release();
        }
    }

    private static HttpResponse<?> databaseAway(RuntimeException trouble) {
        if (!DatabaseTrouble.passes(trouble)) {
            throw trouble;
        }
        LOG.atWarn().addKeyValue("cause", trouble.toString()).log("The database cannot be reached");
        return Problem.response(ProblemCode.DATABASE_UNAVAILABLE);
    }

    /** What a controller does with a request. */
    @FunctionalInterface
    interface Work {
        HttpResponse<?> answer() throws MalformedBody;
    }
}
