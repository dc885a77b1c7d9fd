package dev.tankfleet.fleets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.conf.LeafPlan;
import dev.tankfleet.bus.nats.conf.NatsUser;
import dev.tankfleet.bus.nats.conf.ServerConf;
import dev.tankfleet.process.config.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The leaf's configuration says what lib/bus says, by the law of the bus. */
@OnCharts
final class NatsConfTest {
    private static final Secret SERVERS = Secret.of("servers-servers-servers");
    private static final Secret GATEWAYS = Secret.of("gateways-gateways-gateways");
    private static final Secret SETUP = Secret.of("setup-setup-setup-setup");

    @ParameterizedTest
    @EnumSource
    void saysWhatTheBusSaysLineByLine(ValueSet values) {
        var rendered = values.rendered();
        var region = region(rendered);
        var chart =
                confOf(rendered)
                        .lines()
                        .filter(line -> !line.startsWith("http:"))
                        .collect(Collectors.joining("\n"));

        assertThat(chart).isEqualTo(expected(region).strip());
    }

    @Test
    void runsTheServerThatTheToolsPin() throws IOException {
        var pin = Files.readString(Path.of("../tools/nats/go.mod"));

        var image = ValueSet.DEFAULT.rendered().pod("nats").container().path("image").asText();

        var version = image.replaceAll(".*:([0-9.]+)-.*", "$1");
        assertThat(pin).contains("github.com/nats-io/nats-server/v2 v" + version + " ");
    }

    static String confOf(Rendered rendered) {
        return rendered.one("ConfigMap", "r-nats").path("data").path("nats.conf").asText().strip();
    }

    static String region(Rendered rendered) {
        var conf = confOf(rendered);
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
                        SETUP);
        return ServerConf.leaf(Lawbook.standard(), plan)
                .replace('"' + SERVERS.reveal() + '"', "$NATS_SERVERS")
                .replace('"' + GATEWAYS.reveal() + '"', "$NATS_GATEWAYS")
                .replace('"' + SETUP.reveal() + '"', "$NATS_SETUP")
                .replace(
                        "\"nats-leaf://leaf." + region + ":hub-hub-hub-hub-hub@hub:7422\"",
                        "$NATS_HUB");
    }
}
