package dev.tankfleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.gateway.region.ScriptedOwner;
import dev.tankfleet.gateway.region.TestRegion;
import dev.tankfleet.gateway.region.Waiting;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;

/** Frames both ways, from AUTH_OK to the end, over real sockets. */
final class PlayIT {
    private static final String END = "{\"type\":\"MATCH_END\",\"result\":{}}";

    private TestRegion region;
    private ScriptedOwner owner;

    @BeforeEach
    void startRegion() throws IOException {
        region = TestRegion.start();
        owner = region.match("m-1");
    }

    @AfterEach
    void closeRegion() {
        region.close();
    }

    @Test
    void carriesInputToOwner() throws Exception {
        var client = region.join("m-1");

        client.send(
                """
                {"type":"PLAYER_INPUT","seq":7,"throttle":-0.5,"turn":1,"aim":90,"fire":true,\
                "ability":3,"later":{"x":[1]}}\
                """);

        assertThat(owner.nextInput())
                .isEqualTo(new ScriptedOwner.Input(0, 7, -500, 1_000, 16_384, true, 3));
    }

    @Test
    void readsInputThatComesInFragments() throws Exception {
        var client = region.join("m-1");

        client.sendUnsure("{\"type\":\"PLAYER_INPUT\",\"seq\":1,\"throttle\":0,", false).join();
        client.sendUnsure("\"turn\":0,\"aim\":-90,\"fire\":false}", true).join();

        assertThat(owner.nextInput())
                .isEqualTo(new ScriptedOwner.Input(0, 1, 0, 0, 49_152, false, 0));
    }

    @Test
    void dropsInputWhoseSeqDoesNotRise() throws Exception {
        var client = region.join("m-1");

        client.send(input(5));
        assertThat(owner.nextInput().seq()).isEqualTo(5);
        client.send(input(5));
        client.send(input(6));

        assertThat(owner.nextInput().seq()).isEqualTo(6);
    }

    @Test
    void carriesStatesToTheirConnection() throws Exception {
        var first = region.join("m-1");
        var second = region.join("m-1");
        var firstJoin = owner.nextJoin();
        var secondJoin = owner.nextJoin();

        owner.sendState(secondJoin, 1_000, 78, "{\"n\":2}");
        owner.sendState(firstJoin, 1_000, 78, "{\"n\":1}");

        assertThat(first.next()).isEqualTo("{\"n\":1}");
        assertThat(second.next()).isEqualTo("{\"n\":2}");
    }

    @Test
    void dropsStatesOfLowerEpoch() throws Exception {
        var client = region.join("m-1");
        var join = owner.nextJoin();

        owner.sendState(join, 1_001, 80, "new");
        assertThat(client.next()).isEqualTo("new");
        owner.sendState(join, 1_000, 81, "old");
        owner.sendState(join, 1_001, 81, "newer");

        assertThat(client.next()).isEqualTo("newer");
        assertThat(region.count("gateway.pump.dropped", "outcome", "old_epoch")).isEqualTo(1);
    }

    @Test
    void dropsStatesThatOvertakeAuthOkButNotTheEnd() throws Exception {
        owner.fallSilent();
        var client = region.connect();
        client.send(TestRegion.auth("m-1", region.token("m-1")));
        var join = owner.nextJoin();

        owner.sendState(join, 1_000, 78, "too early");
        owner.sendEnd(join, 79, END);
        Waiting.until(
                "the early state was seen",
                () -> region.count("gateway.pump.states", "outcome", "early") == 1);
        owner.answerLate(join);

        client.expect("AUTH_OK");
        client.expect("MATCH_END");
        assertThat(client.closeCode()).isEqualTo(1000);
    }

    @Test
    void closesNormallyAfterMatchEnd() throws Exception {
        var client = region.join("m-1");

        owner.sendEnd(owner.nextJoin(), 80, END);

        client.expect("MATCH_END");
        assertThat(client.closeCode()).isEqualTo(1000);
    }

    @Test
    void closesWithTheCodeOfTheOwnersKick() throws Exception {
        var client = region.join("m-1");

        owner.sendKick(owner.nextJoin(), 4409, "{\"type\":\"ERROR\",\"code\":\"replaced\"}");

        client.expect("ERROR");
        assertThat(client.closeCode()).isEqualTo(4409);
    }

    @Test
    void answersPingWithItsNumberAndTheNewestTick() throws Exception {
        var client = region.join("m-1");
        owner.sendState(owner.nextJoin(), 1_000, 99, "{}");
        client.next();

        client.send("{\"type\":\"PING\",\"t\":1234567890123.25}");

        assertThat(client.next())
                .isEqualTo("{\"type\":\"PONG\",\"t\":1234567890123.25,\"tick\":99}");
    }

    @Test
    void tellsOwnerWhenClientLeaves() throws Exception {
        var client = region.join("m-1");

        client.close();

        assertThat(owner.nextLeave().slot()).isEqualTo(owner.nextJoin().slot());
        assertThat(client.closeCode()).isEqualTo(1000);
    }

    @Test
    void tellsOwnerWhenSocketBreaks() throws Exception {
        var client = region.join("m-1");

        client.cut();

        assertThat(owner.nextLeave().slot()).isEqualTo(owner.nextJoin().slot());
    }

    private static String input(int seq) {
        return "{\"type\":\"PLAYER_INPUT\",\"seq\":%d,\"throttle\":0,\"turn\":0,\"aim\":0,\"fire\":false}"
                .formatted(seq);
    }
}
