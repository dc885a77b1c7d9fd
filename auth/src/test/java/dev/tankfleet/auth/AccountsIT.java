package dev.tankfleet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.identity.TokenRules;
import dev.tankfleet.identity.TokenVerifier;
import dev.tankfleet.identity.Verdict;
import dev.tankfleet.identity.http.HttpKeySource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

final class AccountsIT {
    private final AuthClient client = new AuthClient(AuthFixture.shared());

    @Test
    void registersLogsInAndKnowsThePlayer() {
        var name = AuthClient.anyName();

        var registered = client.register(name, AuthClient.PASSWORD);
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.body().size()).isEqualTo(1);
        assertThat(UUID.fromString(registered.text("user_id"))).isNotNull();

        var loggedIn = client.login(name, AuthClient.PASSWORD);
        assertThat(loggedIn.status()).isEqualTo(200);
        assertThat(loggedIn.text("user_id")).isEqualTo(registered.text("user_id"));
        assertThat(loggedIn.text("token_type")).isEqualTo("Bearer");
        assertThat(loggedIn.body().path("expires_in").asInt()).isEqualTo(300);
        assertThat(loggedIn.header("Cache-Control")).isEqualTo("no-store");

        var me = client.me(loggedIn.text("access_token"));
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("user_id")).isEqualTo(registered.text("user_id"));
        assertThat(me.text("username")).isEqualTo(name);
    }

    @Test
    void letsAGuestInWithoutABody() {
        var guest = client.send(client.request("/auth/guest").POST(BodyPublishers.noBody()));

        assertThat(guest.status()).isEqualTo(201);
        assertThat(client.me(guest.text("access_token")).text("username")).startsWith("guest-");
    }

    @Test
    void refusesANameThatDiffersOnlyInCase() {
        var name = AuthClient.anyName();
        client.register(name, AuthClient.PASSWORD);

        var second = client.register(name.toUpperCase(Locale.ROOT), AuthClient.PASSWORD);

        assertThat(second.problem()).isEqualTo("409 username_taken");
        assertThat(client.login(name.toUpperCase(Locale.ROOT), AuthClient.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void givesANameToOneOfManyWhoAskAtOnce() {
        var name = AuthClient.anyName();

        var answers = Race.of(8, () -> client.register(name, AuthClient.PASSWORD));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allMatch(a -> a.problem().equals("409 username_taken"));
    }

    @Test
    void answersAWrongPasswordAndAnUnknownNameAlike() {
        var name = AuthClient.anyName();
        client.register(name, AuthClient.PASSWORD);

        var wrong = client.login(name, "not the password");
        var unknown = client.login(AuthClient.anyName(), AuthClient.PASSWORD);

        assertThat(wrong.problem()).isEqualTo("401 wrong_credentials");
        assertThat(unknown.http().body()).isEqualTo(wrong.http().body());
    }

    @Test
    void doesNotLetAGuestNameLogIn() {
        var guest = client.me(client.guest().text("access_token")).text("username");

        assertThat(client.login(guest, AuthClient.PASSWORD).problem())
                .isEqualTo("401 wrong_credentials");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "a b c",
                "a.b.c",
                "naïve",
                "*",
                "a\r\nb",
                "guest-abc",
                "GUEST-abc",
                "x'; DROP TABLE auth.account; --"
            })
    void refusesAnUnusableUsername(String name) {
        assertThat(client.register(name, AuthClient.PASSWORD).problem())
                .isEqualTo("400 unusable_username");
    }

    @ParameterizedTest
    @MethodSource("unusablePasswords")
    void refusesAnUnusablePassword(String password) {
        assertThat(client.register("Some_Player", password).problem())
                .isEqualTo("400 unusable_password");
    }

    static Stream<String> unusablePasswords() {
        return Stream.of("1234567", "x".repeat(129), "my SOME_player rocks");
    }

    @Test
    void refusesAPasswordWithHalfACharacter() {
        var body = "{\"username\":\"Some_Player\",\"password\":\"half \\ud83d of a tank\"}";

        assertThat(client.post("/auth/register", body).problem()).isEqualTo("400 malformed_body");
    }

    @Test
    void countsAPasswordInCodePoints() {
        var tanks = "\ud83d\ude9c".repeat(128);
        var name = AuthClient.anyName();

        assertThat(client.register(name, tanks).status()).isEqualTo(201);
        assertThat(client.login(name, tanks).status()).isEqualTo(200);
        assertThat(client.login(name, "\ud83d\ude9c".repeat(127)).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("malformedBodies")
    void refusesAMalformedBody(String path, String body) {
        assertThat(client.post(path, body).problem()).isEqualTo("400 malformed_body");
    }

    static Stream<Arguments> malformedBodies() {
        return Stream.of("/auth/register", "/auth/login", "/auth/refresh", "/auth/logout")
                .flatMap(
                        path ->
                                Stream.of(
                                                "",
                                                "{",
                                                "[]",
                                                "null",
                                                "\"text\"",
                                                "{}",
                                                "{} {}",
                                                "{\"username\": 1, \"password\": 2,"
                                                        + " \"refresh_token\": 3}",
                                                "{\"username\": null, \"password\": null,"
                                                        + " \"refresh_token\": null}",
                                                "{\"username\": [\"a\"], \"password\": {},"
                                                        + " \"refresh_token\": []}",
                                                "{\"username\":\"abc\",\"username\":\"abd\",\"refresh_token\":\"a\",\"refresh_token\":\"b\"}",
                                                "\u0000\u0001\u0002",
                                                "[".repeat(30_000))
                                        .map(body -> Arguments.of(path, body)));
    }

    @Test
    void signsTokensThatAnotherServiceCanVerify() {
        var loggedIn = client.guest();
        try (var keys =
                HttpKeySource.create(AuthFixture.shared().keysUrl(), Duration.ofSeconds(5))) {
            var verifier =
                    TokenVerifier.create(
                            TokenRules.accessTokens("tankfleet-auth", "tankfleet"), keys);

            assertThat(verifier.verify(loggedIn.text("access_token")))
                    .isInstanceOfSatisfying(
                            Verdict.Verified.class,
                            verified ->
                                    assertThat(verified.subject())
                                            .isEqualTo(loggedIn.text("user_id")));
        }
    }

    @Test
    void publishesNoPrivatePartOfAKey() {
        var keys = client.get("/.well-known/jwks.json");

        assertThat(keys.status()).isEqualTo(200);
        assertThat(keys.body().path("keys").size()).isEqualTo(1);
        assertThat(keys.body().path("keys").path(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("kty", "e", "use", "kid", "alg", "n");
    }
}
