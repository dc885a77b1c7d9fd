package dev.tankfleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.bus.Subject;
import dev.tankfleet.gateway.region.LawlessBuses;
import dev.tankfleet.gateway.region.RawSocket;
import dev.tankfleet.gateway.region.TestRegion;
import dev.tankfleet.testkit.hostile.HostileIds;
import dev.tankfleet.testkit.nats.Eavesdropper;
import dev.tankfleet.testkit.nats.TestNats;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * Hostile texts in every field of a client's first frame, over real sockets and a NATS server that
 * forbids nothing, with somebody listening to everything. In verify {@value #IDS} texts, a tenth of
 * what other entrances get, since each takes a socket; in the long form as many as it asks for.
 */
@NeedsProgram(Program.NATS)
final class HostileIdsIT {
    private static final int IDS = 500;
    private static final int AT_ONCE = 8;
    private static final long SEED = 20_261_121;
    private static final int OK = 0;

    /** In the place of the text: what may come back, besides the refusal of what cannot be read. */
    private static final List<Place> PLACES =
            List.of(
                    new Place(
                            "match_id", "\"token\":\"%2$s\",\"match_id\":\"%1$s\"", List.of(4400)),
                    new Place(
                            "token",
                            "\"match_id\":\"m-1\",\"token\":\"%1$s\"",
                            List.of(4400, 4401)),
                    new Place(
                            "resume",
                            "\"match_id\":\"m-1\",\"resume_token\":\"%1$s\"",
                            List.of(4400, OK)),
                    new Place(
                            "rules",
                            "\"match_id\":\"m-1\",\"token\":\"%2$s\",\"rules\":\"%1$s\"",
                            List.of(4400, OK)),
                    new Place(
                            "tank",
                            "\"match_id\":\"m-1\",\"token\":\"%2$s\",\"tank\":\"%1$s\"",
                            List.of(4400)));

    /** What a gateway may say, and what its owner answers. */
    private static final List<String> PREFIXES =
            List.of(
                    "match.m-1.join",
                    "match.m-1.leave",
                    "match.m-1.input",
                    "_INBOX.gateway.gw-1.>");

    @TempDir private Path folder;

    private TestNats server;
    private TestRegion region;

    @BeforeEach
    void startRegion() throws IOException {
        server = TestNats.lawless(folder);
        region = TestRegion.over(new LawlessBuses(server));
    }

    @AfterEach
    void closeRegion() {
        region.close();
        server.close();
    }

    @Test
    void saysNothingOutsideTheMatchWhateverTheClientShows() throws Exception {
        region.match("m-1");
        try (var everybody = Eavesdropper.of(server);
                var system =
                        Eavesdropper.of(server, TestNats.SYSTEM_USER, TestNats.SYSTEM_PASSWORD)) {
            var ids = new HostileIds(SEED);
            var clients = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < HostileIds.count(IDS); i++) {
                var place = PLACES.get(i % PLACES.size());
                var id = ids.next();
                clients.add(() -> show(place, id));
            }
            runAll(clients);

            var heard = everybody.heard();
            assertThat(heard)
                    .allMatch(s -> PREFIXES.stream().anyMatch(prefix -> Subject.covers(prefix, s)));
            assertThat(heard).contains("match.m-1.join", "match.m-1.leave");
            assertThat(system.heard()).allMatch(subject -> subject.startsWith("$SYS."));
        }
    }

    private static void runAll(List<Callable<Boolean>> clients) throws Exception {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var answer : threads.invokeAll(clients)) {
                assertThat(answer.get()).isTrue();
            }
        }
    }

    private boolean show(Place place, String id) throws IOException {
        try (var raw = RawSocket.upgrade(region.gateway().port())) {
            var fields = place.fields().formatted(escaped(id), region.token("m-1"));
            raw.sendAside(RawSocket.textFrame("{\"type\":\"AUTH\"," + fields + "}"));
            var answer = new String(raw.readFrame(), StandardCharsets.UTF_8);
            int code = answer.contains("AUTH_OK") ? OK : raw.readCloseCode();
            // The longest do not fit into a frame.
            assertThat(place.answers().contains(code) || code == 1009)
                    .as("%s: %s in the place of %s", code, escaped(id), place.name())
                    .isTrue();
            return true;
        }
    }

    /** In JSON every character can be written as four digits, half characters included. */
    private static String escaped(String id) {
        var text = new StringBuilder();
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%') {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** Where a text is put. */
    private record Place(String name, String fields, List<Integer> answers) {}
}
