package dev.tankfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;

import dev.tankfleet.e2e.Stranger.Answer;
import dev.tankfleet.e2e.Stranger.Place;
import dev.tankfleet.e2e.Stranger.Player;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.text.ParseException;
import java.time.Duration;

/**
 * What a stranger may send to a running fleet of whatever kind that is wrong: each is refused with
 * its code, and after all of it the fleet still plays and has logged no error.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class BadInputContractTest {
    private static final int FLOOD = 10_000;
    private static final int INPUTS_OF_A_DRIVE = 30;
    private static final Duration SOON = Duration.ofSeconds(10);

    private Stranger stranger;
    private Player anna;

    // What a bus that somebody killed before could not take.
    private long droppedBefore;

    /** The fleet; it is playable. */
    abstract RunningFleet running();

    @BeforeAll
    void arrive() {
        var addresses = running().fleet().addresses();
        stranger = new Stranger(addresses.auth(), addresses.matchmaker());
        anna = stranger.guest();
        droppedBefore = running().fleet().figures().droppedMessages();
    }

    @AfterAll
    void isUnhurt() throws Exception {
        plays(stranger.guest());
        var figures = running().fleet().figures();
        stranger.close();
        assertThat(figures.errorLines()).as("ERROR lines").isZero();
        assertThat(figures.droppedMessages()).as("dropped bus messages").isEqualTo(droppedBefore);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/auth/register | {                                       | 400",
                "/auth/register | []                                      | 400",
                "/auth/register | {\"username\":7,\"password\":\"longenough\"} | 400",
                "/auth/register | {\"username\":\"a.b*\",\"password\":\"longenough\"} | 400",
                "/auth/register | {\"username\":\"evil\\r"
                        + "\\n"
                        + "name\",\"password\":\"longenough\"} | 400",
                "/auth/login    | {\"username\":\"nobody\",\"password\":\"longenough\"} | 401",
                "/auth/refresh  | {\"refresh_token\":\"made-up\"} | 401"
            })
    void refusesAccountsRequests(String path, String body, int status) {
        assertProblem(stranger.toAuth(path, body), status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"user_id\":\"%s\"}",
                "{\"user_id\":7,\"game_mode\":\"free_for_all\"}",
                "{\"user_id\":\"%s\",\"game_mode\":{}}",
                "{\"user_id\":\"a.b\",\"game_mode\":\"free_for_all\"}",
                "{\"user_id\":\"*\",\"game_mode\":\"free_for_all\"}",
                "{\"user_id\":\"a\\r\\nb\",\"game_mode\":\"free_for_all\"}",
                "{\"user_id\":\"%s\",\"game_mode\":\"free_for_all\",\"region\":\"eu.>\"}"
            })
    void refusesFindsThatAreNotTheContract(String body) {
        assertProblem(find(body.formatted(anna.userId()), anna.accessToken()), 400);
    }

    @Test
    void refusesBodiesAboveTheBound() {
        var pad = "{\"pad\":\"" + "x".repeat(64 * 1024) + "\"}";

        assertProblem(stranger.toAuth("/auth/login", pad), 413);
        assertProblem(find(pad, anna.accessToken()), 413);
    }

    @Test
    void refusesAModeThatNobodyPlays() {
        assertProblem(
                find(
                        "{\"user_id\":\"%s\",\"game_mode\":\"chess\"}".formatted(anna.userId()),
                        anna.accessToken()),
                422);
    }

    @Test
    void refusesToFindForSomebodyElse() {
        var bob = stranger.guest();

        assertProblem(find(bodyOf(bob), anna.accessToken()), 403);
    }

    @Test
    void refusesTokensOfOthersThanAuth() throws Exception {
        var claims = SignedJWT.parse(anna.accessToken()).getJWTClaimsSet();
        var cut = anna.accessToken().substring(0, anna.accessToken().length() - 8);

        assertProblem(find(bodyOf(anna), ""), 401);
        assertProblem(find(bodyOf(anna), cut + "AAAAAAAA"), 401);
        assertProblem(find(bodyOf(anna), new PlainJWT(claims).serialize()), 401);
        assertProblem(find(bodyOf(anna), forged(claims)), 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "[]",
                "{\"type\":\"PLAYER_INPUT\",\"seq\":1}",
                "{\"type\":\"AUTH\"}",
                "{\"type\":\"AUTH\",\"match_id\":\"a.b\",\"token\":\"x\"}",
                "{\"type\":\"AUTH\",\"match_id\":\"*\",\"token\":\"x\"}"
            })
    void closesOnAFirstFrameThatIsNoAuth(String frame) throws Exception {
        try (var socket = stranger.open(stranger.find(stranger.guest()).url())) {
            socket.send(frame);

            assertThat(socket.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void closesOnSilenceInsteadOfAuth() throws Exception {
        try (var socket = stranger.open(stranger.find(stranger.guest()).url())) {
            assertThat(socket.closeCode()).isEqualTo(4408);
        }
    }

    @Test
    void refusesATankThatThereIsNotAndOtherRules() throws Exception {
        var place = stranger.find(stranger.guest());
        try (var submarine = stranger.open(place.url())) {
            submarine.send(Stranger.auth(place, ",\"tank\":\"submarine\""));
            assertThat(submarine.closeCode()).isEqualTo(4400);
        }
        var other = stranger.find(stranger.guest());
        try (var otherRules = stranger.open(other.url())) {
            otherRules.send(Stranger.auth(other, ",\"rules\":\"0123456789abcdef\""));
            assertThat(otherRules.closeCode()).isEqualTo(4426);
        }
    }

    @Test
    void takesATokenOnceAndForItsMatchOnly() throws Exception {
        var bob = stranger.guest();
        var place = stranger.find(bob);
        try (var seated = stranger.join(place);
                var again = stranger.open(place.url());
                var elsewhere = stranger.open(place.url())) {
            again.send(Stranger.auth(place));
            assertThat(again.closeCode()).as("a used token").isEqualTo(4401);

            var fresh = stranger.find(bob);
            elsewhere.send(Stranger.auth(new Place("no-such-match", fresh.url(), fresh.token())));

            assertThat(elsewhere.closeCode()).as("another match").isIn(4403, 4404);
            assertThat(seated.isOpen()).as("the seat's own socket").isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"AUTH\",\"match_id\":\"m\",\"token\":\"x\"}",
                "{\"type\":\"PLAYER_INPUT\",\"seq\":1,\"throttle\":NaN,\"turn\":0,\"aim\":0,\"fire\":false}",
                "{\"type\":\"PLAYER_INPUT\",\"seq\":1,\"throttle\":2,\"turn\":0,\"aim\":0,\"fire\":false}",
                "{\"type\":\"PLAYER_INPUT\",\"seq\":1,\"throttle\":\"full\",\"turn\":0,\"aim\":0,\"fire\":false}",
                "{\"type\":\"DROP TABLE\"}"
            })
    void closesASeatThatSendsNonsense(String frame) throws Exception {
        try (var socket = stranger.play()) {
            socket.send(frame);

            assertThat(socket.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void closesOnBinaryFramesAndOnHugeOnes() throws Exception {
        try (var binary = stranger.play();
                var huge = stranger.play()) {
            binary.sendBytes((byte) 0xde, (byte) 0xad);
            huge.pour("x".repeat(1024 * 1024));

            assertThat(binary.closeCode()).isEqualTo(4400);
            assertThat(huge.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void closesOnAFloodOfInputs() throws Exception {
        try (var socket = stranger.play()) {
            for (int seq = 1; seq <= FLOOD && socket.isOpen(); seq++) {
                socket.pour(
                        """
                        {"type":"PLAYER_INPUT","seq":%d,"throttle":1,"turn":0,"aim":0,"fire":true}\
                        """
                                .formatted(seq));
            }

            assertThat(socket.closeCode()).isEqualTo(4429);
        }
    }

    /** From a guest's name to a tank that drives, by the contract alone. */
    private void plays(Player player) throws Exception {
        var place = stranger.find(player);
        try (var socket = stranger.open(place.url())) {
            socket.send(Stranger.auth(place));
            var welcome = socket.await("AUTH_OK");
            assertThat(welcome.path("player_id").asText()).isEqualTo(player.userId());
            int tick = -1;
            for (int seq = 1; seq <= INPUTS_OF_A_DRIVE; seq++) {
                socket.send(
                        """
                        {"type":"PLAYER_INPUT","seq":%d,"throttle":1,"turn":0,"aim":90,"fire":true}\
                        """
                                .formatted(seq));
                var state = socket.await("WORLD_STATE");
                assertThat(state.path("tick").asInt()).isGreaterThan(tick);
                tick = state.path("tick").asInt();
            }
            Eventually.eventually(
                    SOON,
                    () ->
                            assertThat(socket.await("WORLD_STATE").path("last_input_seq").asInt())
                                    .isEqualTo(INPUTS_OF_A_DRIVE));
        }
    }

    private Answer find(String body, String token) {
        return stranger.toMatchmaker("/matchmaking/find", body, "Authorization", "Bearer " + token);
    }

    private static String bodyOf(Player player) {
        return "{\"user_id\":\"%s\",\"game_mode\":\"free_for_all\"}".formatted(player.userId());
    }

    /** Signed with a key of one's own under the name of the real one. */
    private static String forged(JWTClaimsSet claims) throws JOSEException, ParseException {
        RSAKey key = new RSAKeyGenerator(2048).keyID("1").generate();
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                        claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.body().path("code").asText()).matches("[a-z][a-z0-9_]*");
    }
}
