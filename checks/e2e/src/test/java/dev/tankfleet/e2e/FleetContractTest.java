package dev.tankfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.player.account.Account;
import dev.tankfleet.player.account.Accounts;
import dev.tankfleet.player.find.FindOutcome;
import dev.tankfleet.player.find.FindOutcome.Placed;
import dev.tankfleet.player.find.Finder;
import dev.tankfleet.player.match.MatchConnection;
import dev.tankfleet.player.match.PlayerInput;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The player's path over HTTP and WebSocket, and what a player who cheats or stumbles is told, on
 * whatever kind of fleet.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FleetContractTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String MODE = "free_for_all";

    private HttpClient http;
    private Accounts accounts;
    private Finder finder;

    /** The fleet; it is playable. */
    abstract RunningFleet running();

    @BeforeAll
    void openClients() {
        http = HttpClient.newHttpClient();
        accounts = new Accounts(http, running().fleet().addresses().auth());
        finder = new Finder(http, running().fleet().addresses().matchmaker());
    }

    @AfterAll
    void closeClients() {
        http.close();
    }

    @Test
    void playsFromRegistrationToStates() throws Exception {
        var account = registered("contract-player", "a password to play with");
        var place = place(account);
        var heard = new Heard();

        try (var match =
                MatchConnection.join(
                        http, place.websocketUrl(), place.matchId(), place.token(), heard)) {
            Eventually.eventually(SOON, () -> assertThat(heard.welcome()).isNotNull());
            int seq = match.send(new PlayerInput(1, 0, 90, true));

            Eventually.eventually(
                    SOON,
                    () -> assertThat(heard.lastState().lastInputSeq()).isGreaterThanOrEqualTo(seq));
            assertThat(heard.welcome().playerId()).isEqualTo(account.userId());
            assertThat(heard.lastState().tanks()).anyMatch(tank -> tank.bot());
        }
    }

    @Test
    void playsAHeistInTheTankAndWithTheShellThatWereAskedFor() throws Exception {
        var addresses = running().fleet().addresses();
        try (var stranger = new Stranger(addresses.auth(), addresses.matchmaker())) {
            var place = stranger.find(stranger.guest(), "pve_heist");
            try (var socket = stranger.open(place.url())) {
                socket.send(Stranger.auth(place, ",\"tank\":\"heavy\""));
                var welcome = socket.await("AUTH_OK");
                assertThat(welcome.path("map").path("zones").findValuesAsText("kind"))
                        .containsExactly("vault", "exit");
                socket.send(
                        """
                        {"type":"PLAYER_INPUT","seq":1,"throttle":0,"turn":0,"aim":0,\
                        "fire":false,"ability":1}\
                        """);

                Eventually.eventually(
                        SOON,
                        () -> {
                            var state = socket.await("WORLD_STATE");
                            var own = tank(state, welcome.path("tank_id").asInt());
                            assertThat(own.path("type").asText()).isEqualTo("heavy");
                            assertThat(own.path("team").asInt()).isEqualTo(1);
                            assertThat(own.path("loaded").asText()).isEqualTo("he");
                            assertThat(state.path("objective").path("phase").asText())
                                    .isEqualTo("reach");
                        });
            }
        }
    }

    @Test
    void closesWith4401WhenATokenIsUsedAgain() throws Exception {
        var account = accounts.guest();
        var place = place(account);
        var first = new Heard();
        try (var match =
                MatchConnection.join(
                        http, place.websocketUrl(), place.matchId(), place.token(), first)) {
            Eventually.eventually(SOON, () -> assertThat(first.welcome()).isNotNull());
            var second = new Heard();

            MatchConnection.join(
                    http, place.websocketUrl(), place.matchId(), place.token(), second);

            Eventually.eventually(SOON, () -> assertThat(second.closeCode()).isEqualTo(4401));
            assertThat(first.closeCode()).as("the seat's own connection").isZero();
            match.send(PlayerInput.none(0));
        }
    }

    @Test
    void givesTheSameMatchAndReplacesTheOlderConnection() throws Exception {
        var account = accounts.guest();
        var place = place(account);
        var older = new Heard();
        MatchConnection.join(http, place.websocketUrl(), place.matchId(), place.token(), older);
        Eventually.eventually(SOON, () -> assertThat(older.welcome()).isNotNull());

        var again = place(account);
        var newer = new Heard();
        try (var match =
                MatchConnection.join(
                        http, again.websocketUrl(), again.matchId(), again.token(), newer)) {
            Eventually.eventually(SOON, () -> assertThat(newer.welcome()).isNotNull());
            Eventually.eventually(SOON, () -> assertThat(older.closeCode()).isEqualTo(4409));

            assertThat(again.matchId()).isEqualTo(place.matchId());
            assertThat(newer.welcome().tankId()).isEqualTo(older.welcome().tankId());
            match.send(PlayerInput.none(0));
        }
    }

    @Test
    void resumesTheSeatOfADroppedConnection() throws Exception {
        var account = accounts.guest();
        var place = place(account);
        var before = new Heard();
        var dropped =
                MatchConnection.join(
                        http, place.websocketUrl(), place.matchId(), place.token(), before);
        Eventually.eventually(SOON, () -> assertThat(before.welcome()).isNotNull());
        dropped.close();
        Eventually.eventually(SOON, () -> assertThat(before.closeCode()).isNotZero());

        var after = new Heard();
        try (var match =
                MatchConnection.resume(
                        http,
                        place.websocketUrl(),
                        place.matchId(),
                        before.welcome().resumeToken(),
                        0,
                        after)) {
            Eventually.eventually(SOON, () -> assertThat(after.welcome()).isNotNull());

            assertThat(after.welcome().tankId()).isEqualTo(before.welcome().tankId());
            match.send(PlayerInput.none(0));
        }
    }

    @Test
    void refusesAnUnknownModeWith422() {
        var outcome = finder.find(accounts.guest(), "no_such_mode", Map.of());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        FindOutcome.Refused.class, no -> assertThat(no.status()).isEqualTo(422));
    }

    @Test
    void writesNoTokenIntoTheLog() throws Exception {
        var account = accounts.guest();
        var place = place(account);
        var heard = new Heard();
        try (var match =
                MatchConnection.join(
                        http, place.websocketUrl(), place.matchId(), place.token(), heard)) {
            Eventually.eventually(SOON, () -> assertThat(heard.welcome()).isNotNull());
            match.send(PlayerInput.none(0));
            var log = running().logs();

            assertThat(log).contains(place.matchId());
            assertThat(log)
                    .doesNotContain(place.token())
                    .doesNotContain(account.accessToken())
                    .doesNotContain(account.refreshToken())
                    .doesNotContain(heard.welcome().resumeToken());
        }
    }

    private static JsonNode tank(JsonNode state, int id) {
        for (var tank : state.path("tanks")) {
            if (tank.path("id").asInt() == id) {
                return tank;
            }
        }
        throw new AssertionError("no tank " + id);
    }

    /** Comes again when told to: hashing passwords is slow on purpose. */
    private Account registered(String name, String password) throws Exception {
        patiently(() -> accounts.register(name, password));
        var account = new AtomicReference<Account>();
        patiently(() -> account.set(accounts.login(name, password)));
        return account.get();
    }

    private static void patiently(Runnable call) throws Exception {
        Eventually.eventually(
                SOON,
                () -> {
                    try {
                        call.run();
                    } catch (Accounts.AccountRefused refused) {
                        if (refused.isForNow()) {
                            throw new AssertionError("told to come again", refused);
                        }
                        throw refused;
                    }
                });
    }

    /** Comes again when told to, as the contract says. */
    private Placed place(Account account) throws Exception {
        var found = new AtomicReference<FindOutcome>();
        Eventually.eventually(
                SOON,
                () -> {
                    found.set(finder.find(account, MODE, Map.of()));
                    assertThat(found.get()).isInstanceOf(Placed.class);
                });
        return (Placed) found.get();
    }
}
