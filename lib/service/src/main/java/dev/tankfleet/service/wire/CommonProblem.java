package dev.tankfleet.service.wire;

import io.micronaut.http.HttpStatus;

/** What can go wrong with a request to any service. */
public enum CommonProblem implements ProblemKind {
    MALFORMED_BODY(HttpStatus.BAD_REQUEST, "The body is not the JSON object that is expected"),
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid HTTP for this resource"),
    MISSING_TOKEN(HttpStatus.UNAUTHORIZED, "An access token is needed"),
    INVALID_TOKEN(HttpStatus.UNAUTHORIZED, "The access token is not valid"),
    TOKEN_EXPIRED(HttpStatus.UNAUTHORIZED, "The access token has expired"),
    ORIGIN_NOT_ALLOWED(HttpStatus.FORBIDDEN, "Pages of this origin may not call"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This resource has no such method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "This resource has no such representation"),
    BODY_TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The body is larger than any that is read"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here"),
    BUSY(HttpStatus.SERVICE_UNAVAILABLE, "Too much at once"),
    DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be reached");

    private final HttpStatus status;
    private final String title;

    CommonProblem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
