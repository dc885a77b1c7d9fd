package dev.tankfleet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.auth.AuthClient.Answer;

import io.micronaut.context.ApplicationContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;

final class HttpEdgeIT {
    private final AuthClient client = new AuthClient(AuthFixture.shared());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/auth",
                "/auth/nothing",
                "/matchmaking/find",
                "/health",
                "/swagger",
                "/auth/../etc/passwd"
            })
    void answersNotFoundForWhatIsNotItsOwn(String path) {
        assertThat(client.get(path).problem()).isEqualTo("404 not_found");
    }

    @Test
    void refusesAMethodThatAResourceDoesNotHave() {
        var answer = client.get("/auth/login");

        assertThat(answer.problem()).isEqualTo("405 method_not_allowed");
        assertThat(answer.header("Allow")).contains("POST");
        assertThat(client.send(client.request("/auth/me").DELETE()).problem())
                .isEqualTo("405 method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
    void refusesABodyThatIsNotJson(String contentType) {
        var answer =
                client.send(
                        client.request("/auth/login")
                                .header("Content-Type", contentType)
                                .POST(
                                        BodyPublishers.ofString(
                                                AuthClient.credentials("someone", "something"))));

        assertThat(answer.problem()).isEqualTo("415 unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/register", "/auth/login", "/auth/refresh", "/auth/logout"})
    void refusesABodyOfMoreThan64KiB(String path) {
        var answer = client.post(path, AuthClient.credentials("someone", "x".repeat(64 * 1024)));

        assertThat(answer.problem()).isEqualTo("413 body_too_large");
    }

    @Test
    void refusesABodyOfUntoldLengthAbove64KiB() {
        var endless =
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[70_000]));
        var answer =
                client.send(
                        client.request("/auth/login")
                                .header("Content-Type", "application/json")
                                .POST(endless));

        assertThat(answer.problem()).isEqualTo("413 body_too_large");
    }

    @Test
    void readsABodyOfExactly64KiB() {
        var start = "{\"refresh_token\":\"x\",\"pad\":\"";
        var body = start + "x".repeat(64 * 1024 - start.length() - 2) + "\"}";

        assertThat(client.post("/auth/refresh", body).problem())
                .isEqualTo("401 invalid_refresh_token");
    }

    @Test
    void answersThePreflightOfAnAllowedPage() {
        var answer = preflight(AuthFixture.PAGE.toString());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin"))
                .isEqualTo(AuthFixture.PAGE.toString());
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(
                        answer.http()
                                .headers()
                                .allValues("Access-Control-Allow-Headers")
                                .toString()
                                .toLowerCase(Locale.ROOT))
                .contains("content-type")
                .contains("authorization");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNotEqualTo("true");
    }

    @Test
    void refusesThePreflightOfAnyOtherPage() {
        for (String origin : List.of("http://evil.test", "null", AuthFixture.PAGE + ".evil.test")) {
            var answer = preflight(origin);
            assertThat(answer.header("Access-Control-Allow-Origin")).as(origin).isEmpty();
        }
    }

    @Test
    void letsAnAllowedPageReadSuccessAndFailure() {
        var success =
                client.send(
                        client.request("/auth/guest")
                                .header("Origin", AuthFixture.PAGE.toString())
                                .POST(BodyPublishers.noBody()));
        var failure =
                client.send(
                        client.request("/auth/me")
                                .header("Origin", AuthFixture.PAGE.toString())
                                .GET());
        var missing =
                client.send(
                        client.request("/nothing")
                                .header("Origin", AuthFixture.PAGE.toString())
                                .GET());

        assertThat(success.status()).isEqualTo(201);
        assertThat(failure.problem()).isEqualTo("401 missing_token");
        assertThat(List.of(success, failure, missing))
                .allMatch(
                        answer ->
                                answer.header("Access-Control-Allow-Origin")
                                        .equals(AuthFixture.PAGE.toString()));
    }

    @Test
    void servesItsDescription() {
        var answer = client.get("/openapi.yaml");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/yaml");
        assertThat(answer.http().body()).startsWith("openapi: 3");
    }

    @Test
    void hidesItselfFromAnotherServiceInTheSameJvm() {
        // The classes of this service are on the class path of every context in the JVM.
        try (var other =
                ApplicationContext.builder()
                        .deduceEnvironment(false)
                        .banner(false)
                        .properties(
                                Map.of(
                                        "tankfleet.service",
                                        "matchmaker",
                                        "micronaut.server.port",
                                        -1))
                        .start()) {
            assertThat(other.getBeanDefinitions(Object.class))
                    .noneMatch(
                            bean -> bean.getBeanType().getName().startsWith("dev.tankfleet.auth."));
        }
    }

    private Answer preflight(String origin) {
        return client.send(
                client.request("/auth/login")
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "content-type,authorization")
                        .method("OPTIONS", BodyPublishers.noBody()));
    }
}
