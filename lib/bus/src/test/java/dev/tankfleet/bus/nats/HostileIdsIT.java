package dev.tankfleet.bus.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.bus.Bus;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.Subject;
import dev.tankfleet.bus.UnlawfulSubject;
import dev.tankfleet.proto.subject.Subjects;
import dev.tankfleet.testkit.hostile.HostileIds;
import dev.tankfleet.testkit.nats.Eavesdropper;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Hostile texts in every place of the bus where an id or a name goes, with somebody listening to
 * everything in each account: nothing is heard outside what the speakers may say. In verify {@value
 * #IDS} texts, in the long form as many as it asks for.
 */
@NeedsProgram(Program.NATS)
final class HostileIdsIT {
    private static final int IDS = 5_000;
    private static final long SEED = 20_261_121;

    /** Every this many-th text also goes where a disk or another process has to answer. */
    private static final int SLOW_EVERY = 250;

    private static final int MESSAGE_LENGTH_MAX = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The listeners hear requests and answer none. */
    private static final Duration UNANSWERED = Duration.ofMillis(10);

    private static final byte[] BODY = {1};

    /** All that the three speakers may say, and how the rig's marks and JetStream look. */
    private static final List<String> PREFIXES =
            List.of(
                    "match.*.join",
                    "match.*.leave",
                    "match.*.input",
                    "match.*.state.*",
                    "match.result",
                    "server.status",
                    "r.eu.server.status",
                    "server.status.poll",
                    "r.*.server.command.*",
                    "server.command.*",
                    "matchmaker.reserved",
                    "_INBOX.matchmaker.mm1.>",
                    "_INBOX.gateway.g1.>",
                    "_INBOX.game_server.s1.>",
                    "_R_.>",
                    "rig.>",
                    "r.*.rig.>",
                    "$JS.ACK.RESULTS_eu.>",
                    "$JS.EVENT.ADVISORY.>");

    private final NatsRig rig = NatsUnderTest.standardRig();

    private int refused;
    private int said;

    @AfterEach
    void emptyStreams() {
        rig.emptyStreams();
    }

    @Test
    void saysNothingOutsideTheSpeakersPrefixWhateverTheId() {
        var heard = new TreeSet<String>();
        int count = HostileIds.count(IDS);
        try (var gateway = rig.inRegion("eu", Role.GATEWAY, "g1");
                var server = rig.inRegion("eu", Role.GAME_SERVER, "s1");
                var centre = rig.centre("mm1");
                var inCentre = listen("hub");
                var inEu = listen("eu");
                var inUs = listen("us")) {
            rig.settle();
            inUs.forget();

            var ids = new HostileIds(SEED);
            for (int i = 0; i < count; i++) {
                var id = ids.next();
                encode(id);
                asGateway(gateway, id);
                asServer(server, id, i);
                asMatchmaker(centre, id);
                asSelf(id);
            }
            gateway.publish("match.honest.join", BODY);
            centre.publish("r.us.server.command.honest", BODY);
            Stream.of(gateway, server, centre).forEach(bus -> bus.flush(PATIENCE));
            rig.settle();

            heard.addAll(inCentre.heard());
            heard.addAll(inEu.heard());
            assertThat(foreign(heard)).isEmpty();
            assertThat(heard).contains("match.honest.join", "r.us.server.command.honest");
            assertThat(withoutMarks(inUs.heard())).containsExactly("server.command.honest");
        }
        // Most are refused; what is said stands in the place of one token of its speaker's prefix.
        assertThat(refused).isGreaterThan(20 * count);
        assertThat(said).isLessThan(3 * count);
    }

    private void encode(String id) {
        refuses(() -> Subjects.serverCommand(id));
        refuses(() -> Subjects.matchJoin(id));
        refuses(() -> Subjects.matchLeave(id));
        refuses(() -> Subjects.matchInput(id));
        refuses(() -> Subjects.matchState(id, "g1"));
        refuses(() -> Subjects.matchState("m1", id));
        refuses(() -> Subjects.matchStates(id));
        refuses(() -> Subjects.ofRegion(id, Subjects.SERVER_STATUS));
        refuses(() -> NatsNames.stream(id));
        refuses(() -> NatsNames.domain(id));
    }

    private void asGateway(Bus gateway, String id) {
        tries(() -> gateway.publish("match." + id + ".join", BODY));
        refuses(() -> gateway.publish(id, BODY));
        refuses(() -> gateway.publish("match.m1.state." + id, BODY));
        refuses(() -> gateway.subscribe(id, _ -> {}));
        refuses(() -> gateway.subscribe("match.*.state." + id, _ -> {}));
        refuses(() -> gateway.queueSubscribe("match.*.state.g1", id, _ -> {}));
    }

    private void asServer(Bus server, String id, int number) {
        tries(() -> server.publish("match.m1.state." + id, BODY));
        refuses(() -> server.publish("server.command." + id, BODY));
        refuses(() -> server.subscribe("server.command." + id, _ -> {}));
        refuses(() -> server.request("server.command." + id, BODY, PATIENCE));
        // A message id is no subject, but it travels in a header, which ends with a line.
        if (number % SLOW_EVERY == 0) {
            tries(() -> server.publishDurable(Subjects.MATCH_RESULT, id, BODY, PATIENCE));
        }
    }

    private void asMatchmaker(Bus centre, String id) {
        tries(() -> centre.publish("r.eu.server.command." + id, BODY));
        refuses(() -> centre.publish("r." + id + ".server.status", BODY));
        tries(() -> centre.request(id, BODY, UNANSWERED));
        refuses(
                () ->
                        centre.consumeDurable(
                                Subjects.ofEveryRegion(Subjects.MATCH_RESULT),
                                id,
                                PATIENCE,
                                _ -> {}));
        refuses(() -> centre.consumeDurable(id, "results", PATIENCE, _ -> {}));
    }

    private void asSelf(String id) {
        refuses(() -> Lawbook.standard().permissionsOf(Role.GATEWAY, id));
        refuses(() -> NatsNames.user(Role.GAME_SERVER, id));
    }

    private void refuses(Runnable call) {
        int before = said;
        tries(call);
        if (said != before) {
            throw new AssertionError("a call that should have been refused");
        }
    }

    private void tries(Runnable call) {
        try {
            call.run();
            said++;
        } catch (UnlawfulSubject | IllegalArgumentException e) {
            if (!isClear(e.getMessage())) {
                throw new AssertionError("not a clear error", e);
            }
            refused++;
        }
    }

    /** Said in few words, and without what would forge a line in a log. */
    private static boolean isClear(@Nullable String message) {
        return message != null
                && !message.isEmpty()
                && message.length() <= MESSAGE_LENGTH_MAX
                && message.chars().noneMatch(c -> c < ' ' || (c > '~' && c != '…'));
    }

    private Eavesdropper listen(String at) {
        var server = at.equals("hub") ? rig.hub() : rig.leaf(at);
        return Eavesdropper.of(server, "admin", NatsRig.PASSWORD_TEXT);
    }

    private static List<String> foreign(Set<String> heard) {
        var foreign = new ArrayList<String>();
        for (var subject : heard) {
            if (PREFIXES.stream().noneMatch(prefix -> Subject.covers(prefix, subject))) {
                foreign.add(subject);
            }
        }
        return foreign;
    }

    private static List<String> withoutMarks(Set<String> heard) {
        return heard.stream()
                .filter(subject -> !subject.contains("rig.") && !subject.startsWith("_"))
                .toList();
    }
}
