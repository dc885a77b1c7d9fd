package dev.tankfleet.matchmaker.wire;

import dev.tankfleet.service.wire.ProblemKind;

import io.micronaut.http.HttpStatus;

/** What can go wrong with a find, beside what can go wrong with any request. */
enum FindProblem implements ProblemKind {
    BAD_IDEMPOTENCY_KEY(
            HttpStatus.BAD_REQUEST, "Idempotency-Key is not 1 to 128 visible characters"),
    NOT_YOUR_USER_ID(HttpStatus.FORBIDDEN, "The access token speaks for another user_id"),
    UNKNOWN_TICKET(HttpStatus.NOT_FOUND, "There is no such ticket, or its time is over"),
    FIND_IN_PROGRESS(HttpStatus.CONFLICT, "Another find of this player has not come to an end"),
    UNKNOWN_MODE(HttpStatus.UNPROCESSABLE_ENTITY, "There is no such game mode"),
    UNKNOWN_REGION(HttpStatus.UNPROCESSABLE_ENTITY, "There is no such region"),
    KEY_REUSED(HttpStatus.UNPROCESSABLE_ENTITY, "The Idempotency-Key was used with another body"),
    TOO_MANY_FINDS(
            HttpStatus.TOO_MANY_REQUESTS, "Too many finds of this player, or from his address"),
    NO_SERVER(HttpStatus.SERVICE_UNAVAILABLE, "No game server serves this now"),
    ALL_FULL(HttpStatus.SERVICE_UNAVAILABLE, "All game servers are full"),
    SERVERS_SILENT(
            HttpStatus.SERVICE_UNAVAILABLE, "Game servers were asked and none took the player"),
    KEYS_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Tokens cannot be checked now");

    private final HttpStatus status;
    private final String title;

    FindProblem(HttpStatus status, String title) {
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
