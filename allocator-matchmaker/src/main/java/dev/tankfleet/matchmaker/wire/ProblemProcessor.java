package dev.tankfleet.matchmaker.wire;

import dev.tankfleet.matchmaker.database.DatabaseAwayException;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;

import jakarta.inject.Singleton;

/**
 * Gives every error that no controller made its problem body: what the server refuses before a
 * controller is asked, and what a feature threw. Stateless, any thread.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class ProblemProcessor implements ErrorResponseProcessor<byte[]> {
    @Override
    public MutableHttpResponse<byte[]> processResponse(
            ErrorContext context, MutableHttpResponse<?> base) {
        boolean isDatabaseAway =
                context.getRootCause().filter(DatabaseAwayException.class::isInstance).isPresent();
        var response =
                Problem.response(
                        isDatabaseAway ? ProblemCode.DATABASE_UNAVAILABLE : codeOf(base.status()));
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
            case SERVICE_UNAVAILABLE -> ProblemCode.BUSY;
            default ->
                    status.getCode() < HttpStatus.INTERNAL_SERVER_ERROR.getCode()
                            ? ProblemCode.BAD_REQUEST
                            : ProblemCode.INTERNAL_ERROR;
        };
    }
}
