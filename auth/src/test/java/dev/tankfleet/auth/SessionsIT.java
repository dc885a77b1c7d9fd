package dev.tankfleet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.stream.Collectors;

final class SessionsIT {
    private final AuthClient client = new AuthClient(AuthFixture.shared());
    private final AuthClient strict = new AuthClient(AuthFixture.withoutGrace());

    @Test
    void exchangesARefreshTokenForTheNextPair() {
        var first = client.guest();

        var second = client.refresh(first.text("refresh_token"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("user_id")).isEqualTo(first.text("user_id"));
        assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
        assertThat(second.text("access_token")).isNotEqualTo(first.text("access_token"));
        assertThat(client.me(second.text("access_token")).status()).isEqualTo(200);
        assertThat(client.refresh(second.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void givesTheSameSuccessorToAllWhoRefreshAtOnce() {
        var token = client.guest().text("refresh_token");

        var answers = Race.of(20, () -> client.refresh(token));

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        var successors =
                answers.stream()
                        .map(answer -> answer.text("refresh_token"))
                        .collect(Collectors.toSet());
        assertThat(successors).hasSize(1);
        assertThat(client.refresh(successors.iterator().next()).status()).isEqualTo(200);
    }

    @Test
    void letsOneOfManyWinWithoutGraceAndEndsTheSession() {
        var token = strict.guest().text("refresh_token");

        var answers = Race.of(20, () -> strict.refresh(token));

        var winners = answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(winners).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.problem().equals("401 refresh_token_reused"))
                .hasSize(1);
        assertThat(strict.refresh(winners.getFirst().text("refresh_token")).problem())
                .isEqualTo("401 invalid_refresh_token");
    }

    @Test
    void endsTheSessionWhenASpentTokenIsShownAgain() {
        var first = strict.guest().text("refresh_token");
        var second = strict.refresh(first).text("refresh_token");

        assertThat(strict.refresh(first).problem()).isEqualTo("401 refresh_token_reused");
        assertThat(strict.refresh(second).problem()).isEqualTo("401 invalid_refresh_token");
    }

    @Test
    void endsTheSessionWhenAnOlderTokenIsShownEvenWithinTheGrace() {
        var first = client.guest().text("refresh_token");
        var second = client.refresh(first).text("refresh_token");
        var third = client.refresh(second).text("refresh_token");

        assertThat(client.refresh(first).problem()).isEqualTo("401 refresh_token_reused");
        assertThat(client.refresh(third).problem()).isEqualTo("401 invalid_refresh_token");
    }

    @Test
    void endsOnlyTheSessionThatWasMisused() {
        var name = AuthClient.anyName();
        strict.register(name, AuthClient.PASSWORD);
        var phone = strict.login(name, AuthClient.PASSWORD).text("refresh_token");
        var laptop = strict.login(name, AuthClient.PASSWORD).text("refresh_token");
        strict.refresh(phone);
        strict.refresh(phone);

        assertThat(strict.refresh(laptop).status()).isEqualTo(200);
    }

    @Test
    void endsTheSessionUnusedForLongestWhenAPlayerHasTooMany() {
        var name = AuthClient.anyName();
        client.register(name, AuthClient.PASSWORD);
        var tokens = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            tokens.add(client.login(name, AuthClient.PASSWORD).text("refresh_token"));
        }

        assertThat(client.refresh(tokens.getFirst()).problem())
                .isEqualTo("401 invalid_refresh_token");
        assertThat(tokens.subList(1, 4)).allMatch(token -> client.refresh(token).status() == 200);
    }

    @Test
    void endsTheSessionAtLogoutAndIsContentToDoItTwice() {
        var token = client.guest().text("refresh_token");

        assertThat(client.logout(token).status()).isEqualTo(204);
        assertThat(client.logout(token).status()).isEqualTo(204);
        assertThat(client.refresh(token).problem()).isEqualTo("401 invalid_refresh_token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                " ",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AAAA AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "' OR 1=1 --"
            })
    void refusesATokenThatIsNone(String token) {
        assertThat(client.refresh(token).problem()).isEqualTo("401 invalid_refresh_token");
        assertThat(client.logout(token).status()).isEqualTo(204);
    }
}
