package dev.tankfleet.auth.wire;

import dev.tankfleet.service.wire.ProblemKind;

import io.micronaut.http.HttpStatus;

/** What can go wrong with accounts, beside what can go wrong with any request. */
enum AuthProblem implements ProblemKind {
    UNUSABLE_USERNAME(HttpStatus.BAD_REQUEST, "The username cannot be used"),
    UNUSABLE_PASSWORD(HttpStatus.BAD_REQUEST, "The password cannot be used"),
    WRONG_CREDENTIALS(HttpStatus.UNAUTHORIZED, "Wrong username or password"),
    INVALID_REFRESH_TOKEN(HttpStatus.UNAUTHORIZED, "The refresh token is not valid"),
    REFRESH_TOKEN_REUSED(
            HttpStatus.UNAUTHORIZED, "The refresh token was used before; log in again"),
    USERNAME_TAKEN(HttpStatus.CONFLICT, "The username is taken"),
    TOO_MANY_ATTEMPTS(HttpStatus.TOO_MANY_REQUESTS, "Too many attempts");

    private final HttpStatus status;
    private final String title;

    AuthProblem(HttpStatus status, String title) {
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
