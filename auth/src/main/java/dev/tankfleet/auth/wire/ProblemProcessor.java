package dev.tankfleet.auth.wire;

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
final class ProblemProcessor implements ErrorResponseProcessor<Problem> {
    @Override
    public MutableHttpResponse<Problem> processResponse(
            ErrorContext context, MutableHttpResponse<?> base) {
        // The one argument that a request may fail to satisfy is a body that is not there.
        var code =
                context.getRootCause()
                                .filter(UnsatisfiedRouteException.class::isInstance)
                                .isPresent()
                        ? ProblemCode.MALFORMED_BODY
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
}
