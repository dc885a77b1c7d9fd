package dev.tankfleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.gateway.region.ScriptedOwner;
import dev.tankfleet.gateway.region.TestRegion;
import dev.tankfleet.gateway.region.Waiting;
import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;
import dev.tankfleet.proto.session.CloseCode;
import dev.tankfleet.proto.session.Join.Credential;
import dev.tankfleet.proto.session.JoinReply;
import dev.tankfleet.proto.session.OneTimeToken;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** From AUTH to AUTH_OK or a close code, over real sockets. */
final class AdmissionIT {
    private TestRegion region;

    @BeforeEach
    void startRegion() throws IOException {
        region = TestRegion.start();
    }

    @AfterEach
    void closeRegion() {
        region.close();
    }

    @Test
    void seatsPlayerWhoShowsFreshToken() throws Exception {
        var owner = region.match("m-1");
        var token = region.token("m-1");
        var client = region.connect();

        client.send(TestRegion.auth("m-1", token));

        var ok = client.expect("AUTH_OK");
        assertThat(ok.id("player_id")).isEqualTo("player-0");
        assertThat(ok.integer("tank_id", 0, 9)).isEqualTo(1);
        assertThat(ok.integer("tick_rate", 1, 99)).isEqualTo(30);
        assertThat(ok.integer("tick", 0, 99)).isEqualTo(77);
        assertThat(ok.text("resume_token", 64)).isEqualTo("resume-0");
        assertThat(ok.text("rules", 64)).isEqualTo("rules-1");
        assertThat(ok.texts("gateways", 9, 99)).containsExactly(region.gateway().url());
        assertThat(owner.nextJoin().credential())
                .isEqualTo(new Credential.Redeemed("player-x", OneTimeToken.sha256(token)));
    }

    @Test
    void showsMapInMetres() throws Exception {
        region.match("m-1");
        var client = region.connect();

        client.send(TestRegion.auth("m-1", region.token("m-1")));

        var map = mapOf(client.expect("AUTH_OK"));
        assertThat(map.numberOrNull("width", 0, 999)).isEqualTo(60.0);
        assertThat(map.numberOrNull("height", 0, 999)).isEqualTo(40.5);
        var wall = map.objects("walls", 9).getFirst();
        assertThat(wall.numberOrNull("x", 0, 999)).isEqualTo(1.25);
        assertThat(wall.numberOrNull("h", 0, 999)).isEqualTo(0.01);
        var zone = map.objects("zones", 9).getFirst();
        assertThat(zone.text("kind", 9)).isEqualTo("vault");
        assertThat(zone.numberOrNull("x", 0, 999)).isEqualTo(3.5);
    }

    @Test
    void passesResumeTokenRulesAndTankToOwner() throws Exception {
        var owner = region.match("m-1");
        var client = region.connect();

        client.send(
                """
                {"type":"AUTH","match_id":"m-1","resume_token":"resume-9","rules":"rules-1",\
                "tank":"heavy"}\
                """);

        client.expect("AUTH_OK");
        var join = owner.nextJoin();
        assertThat(join.credential()).isEqualTo(new Credential.Resume("resume-9"));
        assertThat(join.rules()).isEqualTo("rules-1");
        assertThat(join.tank()).isEqualTo("heavy");
    }

    @Test
    void refusesTokenThatWasUsed() throws Exception {
        region.match("m-1");
        var token = region.token("m-1");
        var first = region.connect();
        first.send(TestRegion.auth("m-1", token));
        first.expect("AUTH_OK");
        var second = region.connect();

        second.send(TestRegion.auth("m-1", token));

        assertThat(second.expect("ERROR").text("code", 64)).isEqualTo("bad_token");
        assertThat(second.closeCode()).isEqualTo(4401);
    }

    @Test
    void seatsOneOfTwoWhoShowTheSameToken() throws Exception {
        region.match("m-1");
        var token = region.token("m-1");
        var clients = List.of(region.connect(), region.connect());

        clients.parallelStream().forEach(client -> client.send(TestRegion.auth("m-1", token)));

        var first = clients.get(0).next() + clients.get(1).next();
        assertThat(first).containsOnlyOnce("AUTH_OK").containsOnlyOnce("bad_token");
    }

    @Test
    void spendsTokenThatIsShownForAnotherMatch() throws Exception {
        region.match("m-1");
        region.match("m-2");
        var token = region.token("m-1");
        var client = region.connect();

        client.send(TestRegion.auth("m-2", token));

        assertThat(client.closeCode()).isEqualTo(4403);
        var again = region.connect();
        again.send(TestRegion.auth("m-1", token));
        assertThat(again.closeCode()).isEqualTo(4401);
    }

    @Test
    void knowsNeitherUnknownNorEndedMatch() {
        region.match("m-1");
        region.end("m-1");
        var ended = region.connect();
        var unknown = region.connect();

        ended.send(TestRegion.auth("m-1", region.token("m-1")));
        unknown.send(TestRegion.auth("m-9", region.token("m-9")));

        assertThat(ended.closeCode()).isEqualTo(4404);
        assertThat(unknown.closeCode()).isEqualTo(4404);
    }

    @Test
    void passesOnTheOwnersRefusal() throws Exception {
        var owner = region.match("m-1");
        owner.answer(_ -> new JoinReply.Refused(CloseCode.OTHER_RULES, "rules: others"));
        var client = region.connect();

        client.send(TestRegion.auth("m-1", region.token("m-1")));

        assertThat(client.expect("ERROR").text("message", 64)).isEqualTo("rules: others");
        assertThat(client.closeCode()).isEqualTo(4426);
    }

    @Test
    void asksSilentOwnerTwiceWithTheSameSlotAndGivesUp() throws Exception {
        var owner = region.match("m-1");
        owner.fallSilent();
        var client = region.connect();

        client.send(TestRegion.auth("m-1", region.token("m-1")));

        assertThat(client.closeCode()).isEqualTo(1011);
        assertThat(owner.nextJoin()).isEqualTo(owner.nextJoin());
        assertThat(owner.nextLeave().slot()).isZero();
        assertThat(owner.joinsWaiting()).isZero();
    }

    @Test
    void givesSeatBackWhenTheMatchEndedBetweenTheTries() throws Exception {
        var owner = region.match("m-1");
        owner.fallSilent();
        var client = region.connect();
        client.send(TestRegion.auth("m-1", region.token("m-1")));
        var join = owner.nextJoin();

        region.end("m-1");

        assertThat(client.closeCode()).isEqualTo(4404);
        assertThat(owner.nextLeave().slot()).isEqualTo(join.slot());
        assertThat(owner.joinsWaiting()).isZero();
    }

    @Test
    void refusedPlayersUseUpNoSlots() throws Exception {
        var owner = region.match("m-1");
        owner.answer(_ -> new JoinReply.Refused(CloseCode.BAD_TOKEN, "no seat"));
        for (int i = 0; i < 3; i++) {
            var client = region.connect();
            client.send(TestRegion.auth("m-1", region.token("m-1")));
            assertThat(client.closeCode()).isEqualTo(4401);
            assertThat(owner.nextJoin().slot()).isZero();
        }
        owner.answer(ScriptedOwner.SEATS_EVERYONE);

        region.join("m-1");

        assertThat(owner.nextJoin().slot()).isZero();
    }

    @Test
    void givesUpWhenNobodyListens() {
        region.matchWithoutOwner("m-1");
        var client = region.connect();

        client.send(TestRegion.auth("m-1", region.token("m-1")));

        assertThat(client.closeCode()).isEqualTo(1011);
    }

    @Test
    void givesSeatBackWhenClientLeftDuringJoin() throws Exception {
        var owner = region.match("m-1");
        owner.fallSilent();
        var client = region.connect();
        client.send(TestRegion.auth("m-1", region.token("m-1")));
        var join = owner.nextJoin();

        client.cut();
        Waiting.until(
                "the socket is gone",
                () -> region.count("gateway.connection.ended", "cause", "socket_lost") == 1);
        owner.answerLate(join);

        assertThat(owner.nextLeave().slot()).isEqualTo(join.slot());
    }

    @Test
    void givesEachConnectionSlotOfItsOwn() throws Exception {
        var owner = region.match("m-1");

        region.join("m-1").close();
        owner.nextLeave();
        region.join("m-1");

        assertThat(owner.nextJoin().slot()).isNotEqualTo(owner.nextJoin().slot());
    }

    @Test
    void seatsManyWhoComeAtOnce() throws Exception {
        region.match("m-1");
        var clients = Stream.generate(region::connect).limit(40).toList();

        for (var client : clients) {
            client.send(TestRegion.auth("m-1", region.token("m-1")));
        }

        for (var client : clients) {
            assertThat(client.expect("AUTH_OK").has("resume_token")).isTrue();
        }
    }

    private static JsonFields mapOf(JsonFields ok) throws MalformedBody {
        var map = ok.objectOrNull("map");
        if (map == null) {
            throw new AssertionError("AUTH_OK without a map");
        }
        return map;
    }
}
