package dev.tankfleet.fleets.centre;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.NatsBus;
import dev.tankfleet.bus.nats.NatsConfig;
import dev.tankfleet.bus.nats.conf.ResultStream;
import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.ChartNats;
import dev.tankfleet.fleets.chart.ChartProcess;
import dev.tankfleet.fleets.chart.ContainerEnvironment;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.testkit.nats.RawSocket;
import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;
import dev.tankfleet.testkit.tls.TestCertificates;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

/** The hub as the chart configures it, with the leaf of the region's chart behind its TLS. */
@OnCharts
@NeedsProgram(Program.NATS)
final class HubIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SERVER = "eu-r-stable-abcde-fghij";

    /** What the Secrets hold that somebody else makes. */
    private static final String PASSWORD = "0123456789abcdefghij";

    private static final int PAIRS_MIN = 150;

    @TempDir private Path folder;
    private final Rendered centre = Chart.CENTRE.with("pinned").rendered();
    private final int port = FreePorts.next();
    private final int leavesPort = FreePorts.next();
    private ChartNats hub;

    @BeforeEach
    void startHub() throws IOException {
        new TestCertificates(folder).make("tls");
        var local =
                Map.of(
                        "0.0.0.0:4222", "127.0.0.1:" + port,
                        "0.0.0.0:7422", "127.0.0.1:" + leavesPort,
                        "0.0.0.0:8222", "127.0.0.1:" + FreePorts.next(),
                        "/etc/hub-tls/", folder + "/");
        hub = ChartNats.start(folder, centre, "hub", local, port);
    }

    @AfterEach
    void stopHub() {
        hub.close();
    }

    @Test
    void bringsAResultOfARegionToTheMatchmaker() throws Exception {
        var region =
                Chart.REGION
                        .byDefault()
                        .render("r", List.of("--set", "centre.hub.authoritySecret=authority"));
        int regionPort = FreePorts.next();
        var local =
                Map.of(
                        "0.0.0.0:4222", "127.0.0.1:" + regionPort,
                        "0.0.0.0:8222", "127.0.0.1:" + FreePorts.next(),
                        "hub.tankfleet.example:7422", "127.0.0.1:" + leavesPort,
                        "/etc/nats-hub/ca.crt", folder.resolve("tls.crt").toString(),
                        "\"/data\"", '"' + folder.resolve("data").toString() + '"');
        var setup = environment(region, "stream", "r-stream-0");
        var taken = new CopyOnWriteArrayList<String>();
        try (var _ = ChartNats.start(folder, region, "nats", local, regionPort)) {
            var url = "nats://127.0.0.1:" + regionPort;
            ResultStream.ensure(
                    Lawbook.standard(),
                    url,
                    Settings.of(setup).bind(Password.class, "nats").password(),
                    "eu");
            try (var matchmaker =
                            bus(centre, "matchmaker", port, Role.MATCHMAKER, "r-matchmaker-0");
                    var server = bus(region, "gameserver", regionPort, Role.GAME_SERVER, SERVER);
                    var _ =
                            matchmaker.consumeDurable(
                                    "r.*.match.result",
                                    "results",
                                    SOON,
                                    message -> {
                                        taken.add(message.subject());
                                        message.acknowledge();
                                    })) {
                server.publishDurable("match.result", "m-1", new byte[] {1}, SOON);
                Eventually.eventually(
                        SOON, () -> assertThat(taken).containsExactly("r.eu.match.result"));
            }
        }
    }

    /** The hub goes on, and so does the region that was there before. */
    @Test
    void takesARegionMoreAndANewPasswordOfOneAndANewCertificateWhileItRuns() throws Exception {
        var values = Singapore.write(folder).toString();
        var more = Chart.CENTRE.with("pinned").render("r", List.of("-f", values));
        assertThat(more.pod("hub").spec()).isEqualTo(centre.pod("hub").spec());
        try (var eu = new RawSocket(port, "leaf.eu", PASSWORD)) {
            long before = hub.reloads();
            hub.password("passwords/hub-leaf-ap-password", "password-of-ap-1");
            hub.configure(more, "hub");
            Eventually.eventuallyTrue(SOON, "it has read it", () -> hub.reloads() > before);
            try (var ap = new RawSocket(port, "leaf.ap", "password-of-ap-1")) {
                assertThat(ap.mayPublish("server.status")).isTrue();
            }

            long second = hub.reloads();
            hub.password("passwords/hub-leaf-ap-password", "password-of-ap-2\npassword-of-ap-1");
            Eventually.eventuallyTrue(SOON, "it has read it", () -> hub.reloads() > second);
            try (var ap = new RawSocket(port, "leaf.ap", "password-of-ap-2")) {
                assertThat(ap.mayPublish("server.status")).isTrue();
            }
            exchangeCertificate();
            Eventually.eventuallyTrue(SOON, "it shows the next one", this::showsTheNextCertificate);
            // Over all of this, with nothing between.
            assertThat(eu.mayPublish("server.status")).isTrue();
        }
    }

    @Test
    void letsEachUserDoWhatTheLawSaysAndNothingElse() {
        var wrong = new ArrayList<String>();
        int pairs = 0;
        for (var user : Allowed.ALL) {
            try (var socket = new RawSocket(port, user.name(), PASSWORD)) {
                for (var subject : Allowed.subjects()) {
                    note(
                            wrong,
                            user.name() + " says " + subject,
                            user.says().contains(subject),
                            socket.mayPublish(subject));
                    note(
                            wrong,
                            user.name() + " hears " + subject,
                            user.hears().contains(subject),
                            socket.maySubscribe(subject));
                    pairs += 2;
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(pairs).isGreaterThanOrEqualTo(PAIRS_MIN);
    }

    private void exchangeCertificate() throws IOException {
        var certificates = new TestCertificates(folder);
        certificates.make("next");
        for (var end : List.of(".key", ".crt")) {
            ChartProcess.exchange(
                    folder.resolve("tls" + end), Files.readString(folder.resolve("next" + end)));
        }
    }

    private boolean showsTheNextCertificate() {
        var tls = new TestCertificates(folder).trusting("next").getSocketFactory();
        try (var socket = (SSLSocket) tls.createSocket("127.0.0.1", leavesPort)) {
            socket.startHandshake();
            return true;
        } catch (SSLHandshakeException e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError("no certificate to compare", e);
        }
    }

    private NatsBus bus(Rendered rendered, String component, int at, Role role, String id) {
        var environment = environment(rendered, component, id);
        environment.put("NATS_URLS", "nats://127.0.0.1:" + at);
        var config = Settings.of(environment).bind(NatsConfig.class, "nats");
        return NatsBus.connect(config, Lawbook.standard(), role, id);
    }

    private Map<String, String> environment(Rendered rendered, String component, String pod) {
        var of = ContainerEnvironment.of(rendered, rendered.pod(component), pod, folder);
        return new HashMap<>(of.variables());
    }

    private static void note(List<String> wrong, String what, boolean expected, boolean actual) {
        if (expected != actual) {
            wrong.add(what + (actual ? ", and may not" : ", and should"));
        }
    }

    /** One variable. */
    record Password(Secret password) {}

    /** What one user may do, of all that is tried. */
    private record Allowed(String name, List<String> says, List<String> hears) {
        static final List<Allowed> ALL =
                List.of(
                        new Allowed(
                                "matchmaker",
                                List.of(
                                        "server.status.poll",
                                        "r.eu.server.command.s1",
                                        "r.us-east.server.command.s1",
                                        "r.eu.results.next.results",
                                        "r.us-east.results.next.results",
                                        "$JS.ACK.RESULTS_eu.x",
                                        "$JS.ACK.RESULTS_us-east.x",
                                        "matchmaker.reserved",
                                        "_INBOX.matchmaker.m1.x"),
                                List.of(
                                        "r.eu.server.status",
                                        "r.us-east.server.status",
                                        "matchmaker.reserved",
                                        "_INBOX.matchmaker.m1.x")),
                        leaf("eu"),
                        leaf("us-east"));

        static Allowed leaf(String region) {
            return new Allowed(
                    "leaf." + region,
                    List.of("server.status", "_R_.x.y"),
                    List.of(
                            "server.command.s1",
                            "server.status.poll",
                            "$JS."
                                    + region
                                    + ".API.CONSUMER.MSG.NEXT.RESULTS_"
                                    + region
                                    + ".results",
                            "$JS.ACK.RESULTS_" + region + ".x"));
        }

        static List<String> subjects() {
            var all =
                    new ArrayList<>(
                            List.of(
                                    "server.status",
                                    "server.status.poll",
                                    "server.command.s1",
                                    "match.m1.join",
                                    "match.result",
                                    "matchmaker.reserved",
                                    "_INBOX.matchmaker.m1.x",
                                    "_INBOX.game_server.s1.x",
                                    "_R_.x.y",
                                    "$SYS.REQ.SERVER.PING",
                                    "$JS.API.INFO",
                                    "other"));
            for (var region : List.of("eu", "us-east")) {
                for (var rest :
                        List.of(
                                "server.status",
                                "server.command.s1",
                                "results.next.results",
                                "results.next.other",
                                "match.m1.join")) {
                    all.add("r." + region + "." + rest);
                }
                all.add("$JS.ACK.RESULTS_" + region + ".x");
                all.add("$JS." + region + ".API.CONSUMER.MSG.NEXT.RESULTS_" + region + ".results");
                all.add("$JS." + region + ".API.STREAM.PURGE.RESULTS_" + region);
            }
            return all;
        }
    }
}
