package dev.tankfleet.auth.wire;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;

/**
 * Gives every error that no controller made its problem body: what the server refuses before a controller is asked, and what
 * a feature threw. Stateless, any thread.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class ProblemProcessor implements ErrorResponseProcessor<Problem> {
    private static final int CAUSES_MAX = 16;

    /** PostgreSQL's classes for: connection, conflict, resources, lock not available, operator, system. */
    private static final List<String> STATES_NOT_NOW = List.of("08", "40", "53", "55", "57", "58");

    @Override
    public MutableHttpResponse<Problem> processResponse(
            ErrorContext context, MutableHttpResponse<?> base) {
        var code =
                context.getRootCause().filter(ProblemProcessor::isDatabaseAway).isPresent()
                        ? ProblemCode.DATABASE_UNAVAILABLE
                        : codeOf(base.status());
        var response = Problem.response(code);
        base.getHeaders()
                .forEachValue(
                        (name, value) -> {
                            if (!response.getHeaders().contains(name)) {
                                response.header(name, value);
                            }
                        });
        return response;
    }

    private static ProblemCode codeOf(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> ProblemCode.INVALID_TOKEN;
            case FORBIDDEN -> ProblemCode.ORIGIN_NOT_ALLOWED;
            case NOT_FOUND -> ProblemCode.NOT_FOUND;
            case METHOD_NOT_ALLOWED -> ProblemCode.METHOD_NOT_ALLOWED;
            case NOT_ACCEPTABLE -> ProblemCode.NOT_ACCEPTABLE;
            case REQUEST_ENTITY_TOO_LARGE -> ProblemCode.BODY_TOO_LARGE;
            case UNSUPPORTED_MEDIA_TYPE -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
            case TOO_MANY_REQUESTS -> ProblemCode.TOO_MANY_ATTEMPTS;
            case SERVICE_UNAVAILABLE -> ProblemCode.BUSY;
            default ->
                    status.getCode() < HttpStatus.INTERNAL_SERVER_ERROR.getCode()
                            ? ProblemCode.BAD_REQUEST
                            : ProblemCode.INTERNAL_ERROR;
        };
    }

    private static boolean isDatabaseAway(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            if (cause instanceof SQLException sql && isNotNow(sql)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isNotNow(SQLException sql) {
        var state = sql.getSQLState();
        return sql instanceof SQLTransientException
                || sql instanceof SQLNonTransientConnectionException
                || (state != null && STATES_NOT_NOW.stream().anyMatch(state::startsWith));
    }
}
