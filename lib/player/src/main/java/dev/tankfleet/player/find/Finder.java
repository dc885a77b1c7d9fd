package dev.tankfleet.player.find;

import dev.tankfleet.player.account.Account;
import dev.tankfleet.player.http.Api;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.MalformedBody;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;

/** Asks for a match. Immutable; every thread may call it, and each call blocks until its answer. */
public final class Finder {
    private static final int URL_LENGTH_MAX = 256;
    private static final int TOKEN_LENGTH_MAX = 4_096;
    private static final int WAIT_MAX_MS = 600_000;

    private final Api matchmaker;

    /** Talks to the matchmaker at an address, over a client that the caller owns. */
    public Finder(HttpClient http, URI matchmaker) {
        this.matchmaker = new Api(http, matchmaker);
    }

    /**
     * Asks for a seat in a mode.
     *
     * @param latenciesMs measured round trips in ms per region; empty: the matchmaker estimates
     */
    public FindOutcome find(Account account, String mode, Map<String, Integer> latenciesMs) {
        var body = Json.object().put("user_id", account.userId()).put("game_mode", mode);
        body.put("jwt_token", account.accessToken());
        if (!latenciesMs.isEmpty()) {
            var latencies = body.putObject("latencies");
            latenciesMs.forEach(latencies::put);
        }
        return outcome(matchmaker.post("/matchmaking/find", body, null));
    }

    /** Asks what has become of a wait. */
    public FindOutcome ask(Account account, String ticketId) {
        return outcome(matchmaker.get("/matchmaking/tickets/" + ticketId, account.accessToken()));
    }

    private static FindOutcome outcome(Api.Answer answer) {
        try {
            var json = answer.json();
            return switch (answer.status()) {
                case 200 ->
                        new FindOutcome.Placed(
                                json.id("match_id"),
                                URI.create(json.text("websocket_url", URL_LENGTH_MAX)),
                                json.text("token", TOKEN_LENGTH_MAX),
                                json.id("region"));
                case 202 ->
                        new FindOutcome.Waiting(
                                json.id("ticket_id"), json.integerOr("wait_ms", 0, WAIT_MAX_MS, 0));
                default ->
                        new FindOutcome.Refused(
                                answer.status(), answer.problemCode(), answer.retryAfterSeconds());
            };
        } catch (MalformedBody e) {
            return new FindOutcome.Refused(
                    answer.status(), "malformed_answer", answer.retryAfterSeconds());
        }
    }
}
