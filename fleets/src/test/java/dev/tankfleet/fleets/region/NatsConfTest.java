package dev.tankfleet.fleets.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.conf.LeafPlan;
import dev.tankfleet.bus.nats.conf.NatsUser;
import dev.tankfleet.bus.nats.conf.ServerConf;
import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.ChartNats;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.process.config.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The leaf's configuration says what lib/bus says, by the law of the bus. */
@OnCharts
final class NatsConfTest {
    /** Which lib/bus leaves to those who have certificates. */
    private static final String TLS_TO_THE_HUB =
            ", tls: \\{ handshake_first: true, timeout: 5(, ca_file: \"[a-z/.-]+\")? \\}";

    private static final Secret SERVERS = Secret.of("servers-servers-servers");
    private static final Secret GATEWAYS = Secret.of("gateways-gateways-gateways");
    private static final Secret SETUP = Secret.of("setup-setup-setup-setup");
    private static final Secret BACKUP = Secret.of("backup-backup-backup");

    @ParameterizedTest
    @MethodSource(ValueSet.OF_REGION)
    void saysWhatTheBusSaysLineByLine(ValueSet values) {
        var rendered = values.rendered();
        var region = region(rendered);
        var chart =
                ChartNats.conf(rendered, "nats")
                        .lines()
                        .filter(line -> !line.startsWith("http:"))
                        .collect(Collectors.joining("\n"));

        assertThat(chart.replaceAll(TLS_TO_THE_HUB, "")).isEqualTo(expected(region).strip());
        assertThat(chart).containsPattern(TLS_TO_THE_HUB);
    }

    @Test
    void runsTheServerThatTheToolsPin() throws IOException {
        var pin = Files.readString(Path.of("../tools/nats/go.mod"));

        var image =
                Chart.REGION.byDefault().rendered().pod("nats").container().path("image").asText();

        var version = image.replaceAll(".*:([0-9.]+)-.*", "$1");
        assertThat(pin).contains("github.com/nats-io/nats-server/v2 v" + version + " ");
    }

    private static String region(Rendered rendered) {
        var conf = ChartNats.conf(rendered, "nats");
        return conf.substring(conf.indexOf("leaf-") + "leaf-".length(), conf.indexOf("\"\n"));
    }

    private static String expected(String region) {
        var users =
                List.of(
                        NatsUser.shared(Role.GAME_SERVER, "game_servers", SERVERS),
                        NatsUser.shared(Role.GATEWAY, "gateways", GATEWAYS));
        var plan =
                new LeafPlan(
                        region,
                        "0.0.0.0",
                        4222,
                        "hub:7422",
                        Secret.of("hub-hub-hub-hub-hub"),
                        Path.of("/data"),
                        users,
                        SETUP,
                        BACKUP);
        return ServerConf.leaf(Lawbook.standard(), plan)
                .replace('"' + SERVERS.reveal() + '"', "$NATS_SERVERS")
                .replace('"' + GATEWAYS.reveal() + '"', "$NATS_GATEWAYS")
                .replace('"' + SETUP.reveal() + '"', "$NATS_SETUP")
                .replace('"' + BACKUP.reveal() + '"', "$NATS_BACKUP")
                .replace(
                        "url: \"nats-leaf://leaf." + region + ":hub-hub-hub-hub-hub@hub:7422\"",
                        "urls: $NATS_HUB, no_randomize: true");
    }
}
