package dev.tankfleet.fleets.slow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.regex.Pattern;

/** All connections that an edge takes, at their dearest, fit into its memory. */
@OnCharts
final class EdgeMemoryTest {
    /** What the dearest kind of connection costs nginx; {@link SlowHttpIT} measures it. */
    static final int CONNECTION_KIB = 64;

    /** Two workers and their master with nobody there. */
    private static final int PROGRAM_KIB = 24 * 1024;

    private static final Pattern ZONE = Pattern.compile("(?:zone=|shared:)\\w+:(\\d+)m");

    @ParameterizedTest
    @EnumSource
    void holdsAllConnectionsThatItTakes(Chart chart) {
        var rendered = chart.byDefault().rendered();
        var conf = rendered.one("ConfigMap", "r-edge").at("/data/nginx.conf").asText();
        int connections = number(conf, "worker_processes") * number(conf, "worker_connections");
        int zonesKib =
                ZONE.matcher(conf).results().mapToInt(zone -> Integer.parseInt(zone.group(1))).sum()
                        * 1024;

        assertThat(PROGRAM_KIB + zonesKib + connections * CONNECTION_KIB)
                .isLessThanOrEqualTo(limitKib(rendered));
    }

    private static int number(String conf, String directive) {
        var found = Pattern.compile(directive + " (\\d+);").matcher(conf);
        assertThat(found.find()).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private static int limitKib(Rendered rendered) {
        var limit = rendered.pod("edge").container().at("/resources/limits/memory").asText();
        assertThat(limit).endsWith("Mi");
        return Integer.parseInt(limit.replace("Mi", "")) * 1024;
    }
}
