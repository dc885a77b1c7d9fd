package dev.tankfleet.matchmaker.wire;

import dev.tankfleet.matchmaker.result.HistoryStore;
import dev.tankfleet.service.wire.ProblemKind;

import io.micronaut.http.HttpStatus;

/**
 * What can go wrong with a look at a player's matches, beside what can go wrong with any request.
 */
enum HistoryProblem implements ProblemKind {
    BAD_LIMIT(HttpStatus.BAD_REQUEST, "limit is no number from 1 to " + HistoryStore.MATCHES_MAX),
    BAD_CURSOR(HttpStatus.BAD_REQUEST, "before is not the next of an earlier answer"),
    NOT_YOUR_HISTORY(HttpStatus.FORBIDDEN, "The access token speaks for another player");

    private final HttpStatus status;
    private final String title;

    HistoryProblem(HttpStatus status, String title) {
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
