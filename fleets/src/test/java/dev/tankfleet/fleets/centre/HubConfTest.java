package dev.tankfleet.fleets.centre;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.conf.HubPlan;
import dev.tankfleet.bus.nats.conf.NatsUser;
import dev.tankfleet.bus.nats.conf.ServerConf;
import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.ChartNats;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.ValueSet;
import dev.tankfleet.process.config.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The hub's configuration says what lib/bus says, by the law of the bus. */
@OnCharts
final class HubConfTest {
    /** Which lib/bus leaves to those who have certificates. */
    private static final String TLS =
            ", tls: { cert_file: \"/etc/hub-tls/tls.crt\", key_file: \"/etc/hub-tls/tls.key\","
                    + " handshake_first: true, timeout: 5 }";

    private static final Secret MATCHMAKER = Secret.of("matchmaker-matchmaker");

    @ParameterizedTest
    @MethodSource(ValueSet.OF_CENTRE)
    void saysWhatTheBusSaysLineByLine(ValueSet values) {
        var regions =
                values.rendered().one("ConfigMap", "r-regions").path("data").path("regions.json");
        var names =
                regions.asText()
                        .lines()
                        .filter(line -> line.contains("\"region\":"))
                        .map(line -> line.replaceAll(".*: \"(.*)\".*", "$1"))
                        .toList();
        var chart =
                ChartNats.conf(values.rendered(), "hub")
                        .lines()
                        .filter(line -> !line.startsWith("http:"))
                        .collect(Collectors.joining("\n"));

        assertThat(chart).contains(TLS);
        assertThat(chart.replace(TLS, "")).isEqualTo(expected(names).strip());
    }

    @Test
    void runsTheServerThatRegionsRun() {
        assertThat(image("hub", Chart.CENTRE)).isEqualTo(image("nats", Chart.REGION));
    }

    private static String image(String component, Chart chart) {
        var pod = chart.byDefault().rendered().pod(component);
        return pod.container().path("image").asText();
    }

    private static String expected(List<String> regions) {
        var passwords = new LinkedHashMap<String, Secret>();
        regions.forEach(region -> passwords.put(region, passwordOf(region)));
        var users = List.of(NatsUser.shared(Role.MATCHMAKER, "matchmaker", MATCHMAKER));
        var conf =
                ServerConf.hub(
                        Lawbook.standard(), new HubPlan("0.0.0.0", 4222, 7422, users, passwords));
        conf = conf.replace('"' + MATCHMAKER.reveal() + '"', "$HUB_MATCHMAKER");
        for (var region : regions) {
            var variable = region.replace('-', '_').toUpperCase(Locale.ROOT);
            conf = conf.replace('"' + passwordOf(region).reveal() + '"', "$HUB_LEAF_" + variable);
        }
        return conf;
    }

    private static Secret passwordOf(String region) {
        return Secret.of("password-of-region-" + region);
    }
}
