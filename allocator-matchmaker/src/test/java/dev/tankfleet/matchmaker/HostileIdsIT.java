package dev.tankfleet.matchmaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.NatsBus;
import dev.tankfleet.bus.nats.NatsConfig;
import dev.tankfleet.matchmaker.Fleet.Answer;
import dev.tankfleet.matchmaker.server.ServerRef;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.testkit.hostile.HostileIds;
import dev.tankfleet.testkit.nats.Eavesdropper;
import dev.tankfleet.testkit.nats.TestNats;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Hostile texts in every field of a status and of a find, over a NATS server that forbids nothing,
 * with somebody listening to everything: no command goes to anybody but the servers that there are.
 * In verify {@value #IDS} texts, in the long form as many as it asks for; a find takes one in
 * {@value #FIND_EVERY}.
 */
@NeedsProgram(Program.NATS)
final class HostileIdsIT {
    private static final int IDS = 5_000;
    private static final int FIND_EVERY = 250;
    private static final int CATCH_UP_EVERY = 1_000;
    private static final long SEED = 20_261_121;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String STATUS = "r.eu.server.status";
    private static final String COMMAND = "r.eu.server.command.eu-good";

    /** Fields by which something is found again; each refuses what is no id. */
    private static final List<String> ID_FIELDS =
            List.of(
                    "\"server_id\":\"%s\",\"region\":\"eu\"",
                    "\"server_id\":\"eu-x\",\"region\":\"%s\"",
                    "\"server_id\":\"eu-x\",\"region\":\"eu\",\"instance\":\"%s\"",
                    "\"server_id\":\"eu-x\",\"region\":\"eu\",\"intent\":\"%s\"",
                    "\"server_id\":\"eu-x\",\"region\":\"eu\","
                        + "\"open\":[{\"match_id\":\"%s\",\"mode\":\"free_for_all\",\"seats\":3}]",
                    "\"server_id\":\"eu-x\",\"region\":\"eu\",\"seats_ended\":"
                            + "[{\"match_id\":\"%s\",\"player_id\":\"p\",\"cause\":\"left\"}]",
                    "\"server_id\":\"eu-x\",\"region\":\"eu\",\"seats_ended\":"
                            + "[{\"match_id\":\"m\",\"player_id\":\"%s\",\"cause\":\"left\"}]");

    private static final List<String> FIND_FIELDS =
            List.of(
                    "\"user_id\":\"%s\",\"game_mode\":\"free_for_all\"",
                    "\"user_id\":\"anna\",\"game_mode\":\"%s\"",
                    "\"user_id\":\"anna\",\"game_mode\":\"free_for_all\",\"region\":\"%s\"",
                    "\"user_id\":\"anna\",\"game_mode\":\"free_for_all\",\"party_id\":\"%s\"",
                    "\"user_id\":\"anna\",\"game_mode\":\"free_for_all\",\"rules\":\"%s\"",
                    "\"user_id\":\"anna\",\"game_mode\":\"free_for_all\",\"latencies\":{\"%s\":20}");

    @TempDir private Path folder;

    private TestNats server;
    private Bus bus;
    private Fleet fleet;
    private Eavesdropper everybody;

    @BeforeEach
    void startFleet() {
        server = TestNats.lawless(folder);
        everybody = Eavesdropper.of(server);
        bus = connect();
        fleet = Fleet.over(bus);
    }

    @AfterEach
    void stopFleet() {
        fleet.close();
        bus.close();
        everybody.close();
        server.close();
    }

    @Test
    void commandsNobodyButTheServersThatThereAre() {
        everybody.answer(COMMAND, _ -> utf8("{\"ok\":true}"));
        everybody.say(STATUS, status("\"server_id\":\"eu-good\",\"region\":\"eu\""));
        Fleet.eventually(() -> fleet.live() == 1);
        var ids = new HostileIds(SEED);
        int count = HostileIds.count(IDS);
        for (int i = 0; i < count; i++) {
            var id = ids.next();
            everybody.say(
                    STATUS, status(ID_FIELDS.get(i % ID_FIELDS.size()).formatted(escaped(id))));
            refuses("serverId", () -> new ServerRef("eu", id, "i", "ws://x", null));
            refuses("region", () -> new ServerRef(id, "eu-good", "i", "ws://x", null));
            if (i % FIND_EVERY == 0) {
                find(FIND_FIELDS.get(i / FIND_EVERY % FIND_FIELDS.size()).formatted(escaped(id)));
            }
            if (i % CATCH_UP_EVERY == 0) {
                everybody.say(STATUS, status("\"server_id\":\"eu-good\",\"region\":\"eu\""));
                everybody.heard();
            }
        }

        Fleet.eventually(() -> malformed() == count);
        // On a slow machine it may have been silent for so long that it was forgotten.
        everybody.say(STATUS, status("\"server_id\":\"eu-good\",\"region\":\"eu\""));
        Fleet.eventually(() -> fleet.live() == 1);
        assertThat(find("\"user_id\":\"anna\",\"game_mode\":\"free_for_all\"").status())
                .isEqualTo(200);
        assertThat(everybody.heard())
                .allMatch(
                        subject ->
                                List.of(
                                                        STATUS,
                                                        COMMAND,
                                                        "server.status.poll",
                                                        "matchmaker.reserved")
                                                .contains(subject)
                                        || subject.startsWith("_INBOX.matchmaker.mm1."))
                .contains(COMMAND);
    }

    /** What somebody makes by hand, or a row of the database brings back. */
    private static void refuses(String what, Runnable call) {
        try {
            call.run();
        } catch (IllegalArgumentException e) {
            if (String.valueOf(e.getMessage()).startsWith(what + ": no id (expected: ")) {
                return;
            }
            throw new AssertionError("not a clear error", e);
        }
        throw new AssertionError("a server that should have been refused");
    }

    /** The listener plays the server. */
    private Answer find(String fields) {
        var answer = fleet.find("anna", "{" + fields + "}");
        assertThat(answer.status()).as(fields).isIn(200, 202, 400, 403, 413, 422, 429, 503);
        return answer;
    }

    private double malformed() {
        return fleet.registry
                .get("matchmaker.server.status.dropped")
                .tag("cause", "malformed")
                .counter()
                .count();
    }

    private static byte[] status(String fields) {
        return utf8(
                "{"
                        + fields
                        + ",\"city\":\"C\",\"public_ip\":\"127.0.0.1\",\"current_players\":0,"
                        + "\"running_matches\":0,\"max_matches\":4,\"state\":\"allocated\"}");
    }

    private Bus connect() {
        return NatsBus.connect(
                new NatsConfig(
                        List.of(server.url()),
                        "anybody",
                        Secret.of("anybody"),
                        List.of(),
                        PATIENCE),
                Lawbook.standard(),
                Role.MATCHMAKER,
                "mm1");
    }

    private static String escaped(String id) {
        var text = new StringBuilder();
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (Character.isLetterOrDigit(c) && c < 128) {
                text.append(c);
            } else {
                text.append("\\u").append(HexFormat.of().toHexDigits(c));
            }
        }
        return text.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
