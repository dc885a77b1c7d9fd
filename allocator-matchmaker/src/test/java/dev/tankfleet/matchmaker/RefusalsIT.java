package dev.tankfleet.matchmaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.matchmaker.Fleet.Answer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** What a client may send that is wrong; a server stands ready, and must hear of none of it. */
final class RefusalsIT {
    private static Fleet fleet;
    private static ScriptedServer server;

    @BeforeAll
    static void start() {
        fleet = Fleet.start();
        server = fleet.server("eu", "a", 4);
    }

    @AfterAll
    static void stop() {
        assertThat(server.heard).isEmpty();
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"user_id\":\"anna\"}",
                "{\"game_mode\":\"free_for_all\"}",
                "{\"user_id\":7,\"game_mode\":\"free_for_all\"}",
                "{\"user_id\":\"anna\",\"game_mode\":[]}",
                "{\"user_id\":\"anna\",\"user_id\":\"bob\",\"game_mode\":\"free_for_all\"}",
                "{\"user_id\":\"an.na\",\"game_mode\":\"free_for_all\"}",
                "{\"user_id\":\"*\",\"game_mode\":\"free_for_all\"}",
                "{\"user_id\":\"anna\\r\\nX: y\",\"game_mode\":\"free_for_all\"}",
                "{\"user_id\":\"anna\",\"game_mode\":\"free.for.all\"}",
                "{\"user_id\":\"anna\",\"game_mode\":\"free_for_all\",\"region\":\"eu.>\"}",
                "{\"user_id\":\"anna\",\"game_mode\":\"free_for_all\",\"latencies\":{\"eu\":-1}}",
                "{\"user_id\":\"anna\",\"game_mode\":\"free_for_all\",\"latencies\":{\"eu\":1e9}}",
                "{\"user_id\":\"anna\",\"game_mode\":\"free_for_all\",\"latencies\":{\"e.u\":5}}",
                "{\"user_id\":\"anna\",\"game_mode\":\"free_for_all\",\"latencies\":{\"eu\":NaN}}"
            })
    void refusesABodyThatIsNotTheContract(String body) {
        assertProblem(fleet.find("anna", body), 400, "malformed_body");
    }

    @Test
    void refusesABodyOf64KiB() {
        var body = "{\"user_id\":\"anna\",\"pad\":\"" + "x".repeat(65_536) + "\"}";

        assertProblem(fleet.find("anna", body), 413, "body_too_large");
    }

    @Test
    void refusesABodyThatIsNoJson() {
        var request =
                HttpRequest.newBuilder(fleet.url("/matchmaking/find"))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("hello"))
                        .build();

        assertProblem(fleet.send(request), 415, "unsupported_media_type");
    }

    @ParameterizedTest
    @CsvSource({"solo,422,unknown_mode", "constructor,422,unknown_mode"})
    void refusesAModeThatNobodyPlays(String mode, int status, String code) {
        var body = "{\"user_id\":\"anna\",\"game_mode\":\"" + mode + "\"}";

        assertProblem(fleet.find("anna", body), status, code);
    }

    @Test
    void refusesARegionThatNobodyKnows() {
        var body = "{\"user_id\":\"anna\",\"game_mode\":\"free_for_all\",\"region\":\"moon\"}";

        assertProblem(fleet.find("anna", body), 422, "unknown_region");
    }

    @Test
    void refusesSomebodyElsesUserId() {
        var body = "{\"user_id\":\"bob\",\"game_mode\":\"free_for_all\"}";

        assertProblem(fleet.find("anna", body), 403, "not_your_user_id");
    }

    @Test
    void refusesARequestWithoutToken() {
        assertProblem(findWithToken(null), 401, "missing_token");
    }

    @Test
    void refusesTokensThatAreNotOurs() {
        var stranger = TestTokens.create().of("anna");
        var good = Fleet.TOKENS.of("anna");
        var forged = good.substring(0, good.length() - 8) + "AAAAAAAA";

        assertProblem(findWithToken(stranger), 401, "invalid_token");
        assertProblem(findWithToken(forged), 401, "invalid_token");
        assertProblem(findWithToken(Fleet.TOKENS.unsigned("anna")), 401, "invalid_token");
        assertProblem(
                findWithToken(Fleet.TOKENS.of("anna", "other", Duration.ofMinutes(5))),
                401,
                "invalid_token");
        assertProblem(findWithToken("no token at all"), 401, "invalid_token");
    }

    @Test
    void refusesATokenWhoseLifeIsOver() {
        var old = Fleet.TOKENS.of("anna", TestTokens.AUDIENCE, Duration.ofSeconds(-31));

        assertProblem(findWithToken(old), 401, "token_expired");
    }

    @Test
    void refusesAnIdempotencyKeyWithBlanks() {
        var body = "{\"user_id\":\"anna\",\"game_mode\":\"free_for_all\"}";

        assertProblem(
                fleet.find("anna", body, "Idempotency-Key", "a b"), 400, "bad_idempotency_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/matchmaking/tickets/nope", "/matchmaking/tickets/a.b"})
    void knowsNoTicketThatItDidNotGive(String path) {
        assertProblem(fleet.get(path), 404, "unknown_ticket");
    }

    @Test
    void refusesAnotherMethodThanTheContracts() {
        var request = HttpRequest.newBuilder(fleet.url("/regions")).DELETE().build();

        assertProblem(fleet.send(request), 405, "method_not_allowed");
    }

    private static Answer findWithToken(@Nullable String token) {
        var json =
                token == null
                        ? "{\"user_id\":\"anna\",\"game_mode\":\"free_for_all\"}"
                        : "{\"user_id\":\"anna\",\"game_mode\":\"free_for_all\",\"jwt_token\":\"%s\"}"
                                .formatted(token);
        return fleet.send(
                HttpRequest.newBuilder(fleet.url("/matchmaking/find"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build());
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.response().body()).contains("\"code\":\"" + code + "\"");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    }
}
