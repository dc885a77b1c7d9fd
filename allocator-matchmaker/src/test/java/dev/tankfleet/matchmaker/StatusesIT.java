package dev.tankfleet.matchmaker;

import static dev.tankfleet.matchmaker.Fleet.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.bus.Role;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.subject.Subjects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What servers may say that is wrong, and the least that they must say. */
final class StatusesIT {
    private final Fleet fleet = Fleet.start();

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void dropsAndCountsWhatCannotBeTrue() {
        var server = fleet.server("eu", "a", 4);
        var seven =
                "{\"server_id\":\"eu-x\",\"region\":\"%s\",\"city\":\"C\",\"public_ip\":\"127.0.0.1\","
                    + "\"current_players\":%s,\"running_matches\":0,\"max_matches\":1%s}";

        say(server, "no json");
        say(server, "{\"server_id\":\"eu-x\"}");
        say(server, seven.formatted("eu", "-1", ""));
        say(server, seven.formatted("us", "0", ""));
        say(server, seven.formatted("eu", "0", ",\"sent_at\":99999999999999"));

        eventually(() -> dropped("malformed") == 3);
        eventually(() -> dropped("wrong_region") == 1);
        eventually(() -> dropped("from_the_future") == 1);
        assertThat(fleet.live()).isEqualTo(1);
        assertThat(fleet.find("anna").status()).isEqualTo(200);
    }

    @Test
    void ignoresAStatusThatIsOlderThanTheLast() {
        var server = fleet.server("eu", "a", 4);
        var older = server.status(List.of());
        server.announce();

        server.publishRaw(older.write());

        eventually(() -> dropped("old") == 1);
    }

    @Test
    void servesAServerThatSendsSevenFieldsOnly() {
        var bus = fleet.hub.leaf("eu").connect(Role.GAME_SERVER, "plain-1");
        bus.subscribe(
                Subjects.serverCommand("plain-1"),
                message ->
                        message.reply(
                                Json.write(Json.object().put("ok", true).put("match_id", "x"))));
        bus.publish(
                Subjects.SERVER_STATUS,
                Json.write(
                        Json.object()
                                .put("server_id", "plain-1")
                                .put("region", "eu")
                                .put("city", "Paris")
                                .put("public_ip", "192.0.2.7")
                                .put("current_players", 0)
                                .put("running_matches", 0)
                                .put("max_matches", 2)));
        eventually(() -> fleet.live() == 1);

        var found = fleet.find("anna");

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.text("websocket_url")).isEqualTo("ws://192.0.2.7:8080");
    }

    private double dropped(String cause) {
        return fleet.registry
                .get("matchmaker.server.status.dropped")
                .tag("cause", cause)
                .counter()
                .count();
    }

    private static void say(ScriptedServer server, String body) {
        server.publishRaw(body.getBytes(StandardCharsets.UTF_8));
    }
}
