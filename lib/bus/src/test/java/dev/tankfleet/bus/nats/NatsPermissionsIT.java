package dev.tankfleet.bus.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.bus.Subject;
import dev.tankfleet.testkit.nats.RawSocket;
import dev.tankfleet.testkit.nats.TestNats;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import io.nats.client.Options;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * What the servers themselves allow, asked with a client that knows no law: exactly the lists
 * below, for every user, subject and way to use it.
 */
@NeedsProgram(Program.NATS)
final class NatsPermissionsIT {
    private static final int PAIRS_MIN = 2_000;

    /** Written by hand, from the contract and not from the code that writes the files. */
    private static final List<Listed> LISTED =
            List.of(
                    new Listed(
                            "matchmaker.mm1",
                            "hub",
                            List.of(
                                    "server.status.poll",
                                    "r.*.server.command.*",
                                    "matchmaker.reserved",
                                    "_INBOX.matchmaker.>",
                                    "r.eu.results.next.results",
                                    "r.eu.results.next.analytics",
                                    "r.us.results.next.results",
                                    "r.us.results.next.analytics",
                                    "r.ap.results.next.results",
                                    "r.ap.results.next.analytics",
                                    "$JS.ACK.RESULTS_eu.>",
                                    "$JS.ACK.RESULTS_us.>",
                                    "$JS.ACK.RESULTS_ap.>"),
                            List.of(
                                    "_INBOX.matchmaker.mm1.>",
                                    "r.*.server.status",
                                    "matchmaker.reserved")),
                    new Listed(
                            "game_server.s1",
                            "eu",
                            List.of(
                                    "server.status",
                                    "match.*.state.*",
                                    "match.result",
                                    "_INBOX.gateway.>",
                                    "_R_.>"),
                            List.of(
                                    "_INBOX.game_server.s1.>",
                                    "server.status.poll",
                                    "server.command.s1",
                                    "match.*.join",
                                    "match.*.leave",
                                    "match.*.input")),
                    new Listed(
                            "gateway.g1",
                            "eu",
                            List.of(
                                    "match.*.join",
                                    "match.*.leave",
                                    "match.*.input",
                                    "_INBOX.game_server.>"),
                            List.of("_INBOX.gateway.g1.>", "match.*.state.g1")),
                    new Listed(
                            "setup",
                            "eu",
                            List.of(
                                    "$JS.API.INFO",
                                    "$JS.API.STREAM.INFO.RESULTS_eu",
                                    "$JS.API.STREAM.CREATE.RESULTS_eu",
                                    "$JS.API.STREAM.UPDATE.RESULTS_eu",
                                    "$JS.API.CONSUMER.INFO.RESULTS_eu.*",
                                    "$JS.API.CONSUMER.CREATE.RESULTS_eu.>",
                                    // The same calls under the name of the region's domain.
                                    "$JS.eu.API.INFO",
                                    "$JS.eu.API.STREAM.INFO.RESULTS_eu",
                                    "$JS.eu.API.STREAM.CREATE.RESULTS_eu",
                                    "$JS.eu.API.STREAM.UPDATE.RESULTS_eu",
                                    "$JS.eu.API.CONSUMER.INFO.RESULTS_eu.*",
                                    "$JS.eu.API.CONSUMER.CREATE.RESULTS_eu.>"),
                            List.of("_INBOX.setup.>")),
                    new Listed(
                            "backup",
                            "eu",
                            List.of(
                                    "$JS.API.STREAM.INFO.RESULTS_eu",
                                    "$JS.API.STREAM.MSG.GET.RESULTS_eu",
                                    "$JS.API.STREAM.SNAPSHOT.RESULTS_eu",
                                    "$JS.SNAPSHOT.ACK.RESULTS_eu.>",
                                    "$JS.eu.API.STREAM.INFO.RESULTS_eu",
                                    "$JS.eu.API.STREAM.MSG.GET.RESULTS_eu",
                                    "$JS.eu.API.STREAM.SNAPSHOT.RESULTS_eu"),
                            List.of("_INBOX.backup.>")),
                    new Listed(
                            "leaf.eu",
                            "hub",
                            List.of("_R_.>", "server.status"),
                            List.of(
                                    "server.status.poll",
                                    "server.command.*",
                                    "$JS.eu.API.CONSUMER.MSG.NEXT.RESULTS_eu.*",
                                    "$JS.ACK.RESULTS_eu.>")));

    /** What was tried may have been stored, and the servers serve other tests, too. */
    @AfterEach
    void emptyStreams() {
        NatsUnderTest.standardRig().emptyStreams();
    }

    @Test
    void allowsExactlyWhatTheListSays() {
        int pairs = 0;
        var wrong = new ArrayList<String>();
        var rig = NatsUnderTest.standardRig();
        for (var listed : LISTED) {
            var inbox = listed.user().equals("leaf.eu") ? "_INBOX.x.y" : listed.ownInbox();
            try (var user =
                    new RawSocket(
                            listed.server(rig).port(), listed.user(), NatsRig.PASSWORD_TEXT)) {
                for (var subject : subjects()) {
                    boolean mayHear = listed.mayHear(subject);
                    check(wrong, listed, "subscribe", subject, mayHear, user.maySubscribe(subject));
                    check(wrong, listed, "queue", subject, mayHear, user.mayShare(subject, "q"));
                    pairs += 2;
                    if (!Subject.hasWildcard(subject)) {
                        boolean maySay = listed.maySay(subject);
                        check(wrong, listed, "publish", subject, maySay, user.mayPublish(subject));
                        boolean may = user.mayRequest(subject, inbox);
                        check(wrong, listed, "request", subject, maySay, may);
                        pairs += 2;
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(pairs).isGreaterThanOrEqualTo(PAIRS_MIN);
    }

    /** All of a region's server is in foreign hands; the hub's law is what is left. */
    @Test
    void letsACapturedRegionSpeakForItselfOnly() {
        var rig = NatsUnderTest.standardRig();
        rig.leaf("us");
        rig.leaf("eu");
        var inCentre = new ConcurrentSkipListSet<String>();
        var inEu = new ConcurrentSkipListSet<String>();
        var centre = rig.raw(rig.hub(), "admin", new Options.Builder());
        var eu = rig.raw(rig.leaf("eu"), "admin", new Options.Builder());
        var us = rig.raw(rig.leaf("us"), "admin", new Options.Builder());
        try {
            centre.createDispatcher(message -> inCentre.add(message.getSubject())).subscribe(">");
            eu.createDispatcher(message -> inEu.add(message.getSubject())).subscribe(">");
            rig.settle();
            inCentre.clear();
            inEu.clear();

            for (var subject : subjects()) {
                if (!Subject.hasWildcard(subject)) {
                    us.publish(subject, new byte[1]);
                }
            }
            rig.settle();
        } finally {
            Stream.of(centre, eu, us).forEach(NatsRig::close);
        }

        assertThat(ours(inCentre)).containsExactly("r.us.server.status");
        assertThat(ours(inEu)).isEmpty();
    }

    /** Without the marks that the rig sends around, and what servers tell themselves. */
    private static Set<String> ours(Set<String> heard) {
        var rest = new LinkedHashSet<>(heard);
        rest.removeIf(
                subject -> subject.contains("rig.") || subject.startsWith("_INBOX.matchmaker"));
        return rest;
    }

    private static void check(
            List<String> wrong,
            Listed listed,
            String act,
            String subject,
            boolean expected,
            boolean actual) {
        if (expected != actual) {
            wrong.add(listed.user() + (actual ? " may " : " may not ") + act + " " + subject);
        }
    }

    /** Every subject of the contract in every form that somebody might try, and foreign ones. */
    private static Set<String> subjects() {
        var all = new LinkedHashSet<String>();
        for (var prefix : List.of("", "r.eu.", "r.us.", "r.*.", "r.eu.r.us.")) {
            for (var subject :
                    List.of(
                            "server.status",
                            "server.status.poll",
                            "server.command.s1",
                            "server.command.s2",
                            "server.command.*",
                            "server.command.s1.x",
                            "server.*",
                            "server.>",
                            "match.m1.join",
                            "match.m1.leave",
                            "match.m1.input",
                            "match.m1.state.g1",
                            "match.m1.state.g2",
                            "match.m1.other",
                            "match.*.join",
                            "match.*.state.g1",
                            "match.*.state.*",
                            "match.result",
                            "match.>",
                            "matchmaker.reserved",
                            "standby.s1",
                            "results.next.results",
                            "results.next.other",
                            "results.next.*",
                            "other")) {
                all.add(prefix + subject);
            }
        }
        all.addAll(streamSubjects());
        all.addAll(foreignSubjects());
        return all;
    }

    private static Set<String> streamSubjects() {
        var all = new LinkedHashSet<String>();
        for (var region : List.of("eu", "us")) {
            var stream = "RESULTS_" + region;
            for (var api : List.of("$JS.API.", "$JS.eu.API.", "$JS.us.API.")) {
                for (var call :
                        List.of(
                                "STREAM.INFO.",
                                "STREAM.CREATE.",
                                "STREAM.UPDATE.",
                                "STREAM.DELETE.",
                                "STREAM.PURGE.",
                                "STREAM.MSG.GET.",
                                "STREAM.MSG.DELETE.",
                                "STREAM.SNAPSHOT.",
                                "STREAM.RESTORE.")) {
                    all.add(api + call + stream);
                }
                for (var call :
                        List.of(
                                "CONSUMER.MSG.NEXT.",
                                "CONSUMER.CREATE.",
                                "CONSUMER.DURABLE.CREATE.",
                                "CONSUMER.INFO.",
                                "CONSUMER.DELETE.")) {
                    all.add(api + call + stream + ".results");
                }
                all.add(api + "INFO");
                all.add(api + "STREAM.LIST");
                all.add(api + ">");
            }
            all.add("$JS.ACK." + stream + ".results.1.1.1.1.0");
            all.add("$JS.ACK." + stream + ".>");
            all.add("$JS.SNAPSHOT.ACK." + stream + ".x.1");
            all.add("$JS.SNAPSHOT.ACK." + stream + ".>");
        }
        return all;
    }

    private static Set<String> foreignSubjects() {
        var all = new LinkedHashSet<String>();
        for (var inbox :
                List.of(
                        "matchmaker.mm1.x",
                        "matchmaker.mm2.x",
                        "matchmaker.mm1.>",
                        "game_server.s1.x",
                        "game_server.s2.x",
                        "game_server.s1.>",
                        "game_server.>",
                        "gateway.g1.x",
                        "gateway.g2.x",
                        "gateway.g1.>",
                        "gateway.*.x",
                        "setup.x",
                        "backup.x",
                        "x",
                        ">")) {
            all.add("_INBOX." + inbox);
        }
        all.addAll(
                List.of(
                        ">",
                        "*",
                        "r.>",
                        "_R_.abc.def",
                        "_R_.>",
                        "$SYS.REQ.SERVER.PING",
                        "$SYS.ACCOUNT.CENTRE.CONNECT",
                        "$SYS.>",
                        "$JS.EVENT.ADVISORY.x",
                        "$JS.>",
                        "$KV.x.y",
                        "$O.x",
                        "$LDS.x",
                        "$G.x"));
        return all;
    }

    /**
     * What one user may do.
     *
     * @param at "hub", or the region of its server
     */
    private record Listed(String user, String at, List<String> say, List<String> hear) {
        boolean maySay(String subject) {
            return isCovered(say, subject);
        }

        boolean mayHear(String pattern) {
            return isCovered(hear, pattern);
        }

        String ownInbox() {
            return "_INBOX." + user + ".x";
        }

        TestNats server(NatsRig rig) {
            return at.equals("hub") ? rig.hub() : rig.leaf(at);
        }

        private static boolean isCovered(List<String> allowed, String subject) {
            return allowed.stream().anyMatch(wider -> Subject.covers(wider, subject));
        }
    }
}
