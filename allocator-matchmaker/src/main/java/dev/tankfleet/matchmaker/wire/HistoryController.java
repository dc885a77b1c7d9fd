package dev.tankfleet.matchmaker.wire;

import dev.tankfleet.matchmaker.result.HistoryCursor;
import dev.tankfleet.matchmaker.result.HistoryStore;
import dev.tankfleet.matchmaker.result.PlayedMatch;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.subject.Id;
import dev.tankfleet.service.wire.CommonProblem;
import dev.tankfleet.service.wire.Problem;
import dev.tankfleet.service.wire.RequestGate;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a player has played. One virtual thread per request, bounded by {@link RequestGate}. */
@Controller("/players")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HistoryController {
    private static final int LIMIT_DEFAULT = 20;
    private static final Pattern LIMIT = Pattern.compile("[1-9]\\d?");

    private final RequestGate gate;
    private final AccessTokens tokens;
    private final HistoryStore history;

    HistoryController(RequestGate gate, AccessTokens tokens, HistoryStore history) {
        this.gate = gate;
        this.tokens = tokens;
        this.history = history;
    }

    @Get("/{playerId}/history")
    HttpResponse<?> history(HttpRequest<?> request, @PathVariable String playerId) {
        return gate.answer(
                () -> {
                    if (!Id.isValid(playerId)) {
                        return Problem.response(CommonProblem.NOT_FOUND);
                    }
                    var refusal =
                            tokens.refusal(
                                    request, null, playerId, HistoryProblem.NOT_YOUR_HISTORY);
                    return refusal == null ? page(request, playerId) : Problem.response(refusal);
                });
    }

    private HttpResponse<?> page(HttpRequest<?> request, String playerId) {
        int limit = limitOf(request);
        if (limit < 0) {
            return Problem.response(HistoryProblem.BAD_LIMIT);
        }
        HistoryCursor before = null;
        var sent = request.getParameters().getAll("before");
        if (!sent.isEmpty()) {
            before = cursorOf(sent).orElse(null);
            if (before == null) {
                return Problem.response(HistoryProblem.BAD_CURSOR);
            }
        }
        // One more than is shown tells whether the list goes on.
        var found = history.matchesOf(playerId, before, limit + 1);
        return HttpResponse.ok(write(playerId, found, limit))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** The wanted number of matches, -1 if it is none that we give. */
    private static int limitOf(HttpRequest<?> request) {
        var sent = request.getParameters().getAll("limit");
        if (sent.isEmpty()) {
            return LIMIT_DEFAULT;
        }
        if (sent.size() > 1 || !LIMIT.matcher(sent.getFirst()).matches()) {
            return -1;
        }
        int limit = Integer.parseInt(sent.getFirst());
        return limit <= HistoryStore.MATCHES_MAX ? limit : -1;
    }

    private static Optional<HistoryCursor> cursorOf(List<String> sent) {
        return sent.size() == 1 ? HistoryCursor.read(sent.getFirst()) : Optional.empty();
    }

    private static byte[] write(String playerId, List<PlayedMatch> found, int limit) {
        var json = Json.object().put("player_id", playerId);
        var list = json.putArray("matches");
        var shown = found.subList(0, Math.min(limit, found.size()));
        for (var match : shown) {
            list.addObject()
                    .put("match_id", match.matchId())
                    .put("mode", match.mode())
                    .put("map", match.map())
                    .put("region", match.region())
                    .put("started_at", match.startedAt().toString())
                    .put("ended_at", match.endedAt().toString())
                    .put("reason", match.reason())
                    .put("kills", match.kills())
                    .put("deaths", match.deaths())
                    .put("score", match.score())
                    .put("place", match.place())
                    .put("players", match.players());
        }
        if (found.size() > limit) {
            json.put("next", shown.getLast().cursor().text());
        }
        return Json.write(json);
    }
}
