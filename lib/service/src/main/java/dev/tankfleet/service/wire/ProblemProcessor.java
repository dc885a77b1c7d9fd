package dev.tankfleet.service.wire;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;

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
        // The one argument that a request may fail to satisfy is a body that is not there.
        var kind =
                context.getRootCause()
                                .filter(UnsatisfiedRouteException.class::isInstance)
                                .isPresent()
                        ? CommonProblem.MALFORMED_BODY
                        : kindOf(base.status());
        var response = Problem.response(kind);
        base.getHeaders()
                .forEachValue(
                        (name, value) -> {
                            if (!response.getHeaders().contains(name)) {
                                response.header(name, value);
                            }
                        });
        return response;
    }

    private static CommonProblem kindOf(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> CommonProblem.INVALID_TOKEN;
            case FORBIDDEN -> CommonProblem.ORIGIN_NOT_ALLOWED;
            case NOT_FOUND -> CommonProblem.NOT_FOUND;
            case METHOD_NOT_ALLOWED -> CommonProblem.METHOD_NOT_ALLOWED;
            case NOT_ACCEPTABLE -> CommonProblem.NOT_ACCEPTABLE;
            case REQUEST_ENTITY_TOO_LARGE -> CommonProblem.BODY_TOO_LARGE;
            case UNSUPPORTED_MEDIA_TYPE -> CommonProblem.UNSUPPORTED_MEDIA_TYPE;
            case SERVICE_UNAVAILABLE -> CommonProblem.BUSY;
            default ->
                    status.getCode() < HttpStatus.INTERNAL_SERVER_ERROR.getCode()
                            ? CommonProblem.BAD_REQUEST
                            : CommonProblem.INTERNAL_ERROR;
        };
    }
}
