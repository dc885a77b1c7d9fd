package dev.tankfleet.matchmaker.wire;

import dev.tankfleet.identity.TokenVerifier;
import dev.tankfleet.identity.Verdict;
import dev.tankfleet.service.wire.CommonProblem;
import dev.tankfleet.service.wire.ProblemKind;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that a request speaks for a player. Stateless; request threads ask. */
@Singleton
final class AccessTokens {
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +([^ ]+)");

    private final TokenVerifier verifier;

    AccessTokens(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Why a request does not speak for a player, null if it does.
     *
     * @param inBody the token of the body, null: those of the header count
     * @param playerId whom the request is about
     * @param notHis the answer if the token is another player's
     */
    @Nullable ProblemKind refusal(
            HttpRequest<?> request, @Nullable String inBody, String playerId, ProblemKind notHis) {
        var tokens = inBody == null ? bearers(request) : List.of(inBody);
        if (tokens.size() != 1) {
            return tokens.isEmpty() ? CommonProblem.MISSING_TOKEN : CommonProblem.INVALID_TOKEN;
        }
        return switch (verifier.verify(tokens.getFirst())) {
            case Verdict.Verified(var subject, _) -> subject.equals(playerId) ? null : notHis;
            case Verdict.Rejected(var reason) ->
                    switch (reason) {
                        case EXPIRED -> CommonProblem.TOKEN_EXPIRED;
                        case KEYS_UNAVAILABLE -> FindProblem.KEYS_UNAVAILABLE;
                        default -> CommonProblem.INVALID_TOKEN;
                    };
        };
    }

    /** A header of another kind is none. */
    private static List<String> bearers(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.AUTHORIZATION).stream()
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
    }
}
