package dev.tankfleet.certificates.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.certificates.pair.Pair;
import dev.tankfleet.certificates.pair.Pem;
import dev.tankfleet.certificates.pair.bouncycastle.BouncyCastleMaker;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.config.WrongSettingsException;
import dev.tankfleet.testkit.kubelet.MountedSecret;
import dev.tankfleet.testkit.time.VirtualClock;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the metrics say, by the clock. */
final class CertificateMetersTest {
    private static final int MADE_BEFORE_S = 300;

    private final VirtualClock clock = new VirtualClock();
    private final BouncyCastleMaker maker = new BouncyCastleMaker(clock, new SecureRandom());
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Pair authority = maker.authority("authority", Duration.ofDays(3650));

    @TempDir private Path folder;

    @Test
    void tellsHowLongACertificateLastsAndFollowsItsFile() throws IOException {
        var mounted = new MountedSecret(folder.resolve("edge"));
        mounted.put(Map.of("tls.crt", file(server(90))));
        watch("edge", mounted.folder().resolve("tls.crt"));

        clock.advance(Duration.ofDays(80));
        assertThat(figure("left_seconds")).isEqualTo(Duration.ofDays(10).toSeconds());
        assertThat(figure("life_seconds"))
                .isEqualTo(Duration.ofDays(90).toSeconds() + MADE_BEFORE_S);

        mounted.put(Map.of("tls.crt", file(server(30))));
        assertThat(figure("left_seconds")).isEqualTo(Duration.ofDays(30).toSeconds());

        clock.advance(Duration.ofDays(31));
        assertThat(figure("left_seconds")).isEqualTo(-Duration.ofDays(1).toSeconds());
        assertThat(figure("readable")).isEqualTo(1);
    }

    @Test
    void goesByTheFirstToEndInAChainAndByTheLastOfThoseToTrust() throws IOException {
        var shortLived = maker.authority("soon over", Duration.ofDays(7));
        watch("edge", file(server(90), shortLived));
        assertThat(figure("left_seconds")).isEqualTo(Duration.ofDays(7).toSeconds());

        registry.clear();
        watch("edge", file(shortLived, authority));
        assertThat(figure("left_seconds")).isEqualTo(Duration.ofDays(3650).toSeconds());
    }

    @Test
    void saysThatAFileCannotBeReadUntilItCan() throws IOException {
        var file = folder.resolve("tls.crt");
        watch("edge", file);
        assertThat(figure("readable")).isEqualTo(0);
        assertThat(figure("left_seconds")).isNaN();

        Files.writeString(file, "nonsense");
        assertThat(figure("readable")).isEqualTo(0);

        Files.writeString(file, Pem.of(server(1).certificate()));
        assertThat(figure("readable")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "edge", "Edge=/tls.crt", "edge=", "a=/b,a=/c"})
    void refusesWhatCannotBeWatched(String watched) {
        var settings = Settings.of(Map.of("WATCHED", watched));

        assertThatThrownBy(() -> settings.bind(ExporterConfig.class, ""))
                .isInstanceOf(WrongSettingsException.class)
                .hasMessageContaining("expected: ");
    }

    private Pair server(int days) {
        return maker.server(
                authority, "r-edge-tls", List.of("play.example"), Duration.ofDays(days));
    }

    private Path file(Pair... pairs) throws IOException {
        var text = new StringBuilder();
        for (var pair : pairs) {
            text.append(Pem.of(pair.certificate()));
        }
        return Files.writeString(Files.createTempFile(folder, "chain", ".crt"), text);
    }

    private void watch(String name, Path file) {
        var config = new ExporterConfig(List.of(name + "=" + file));
        CertificateMeters.create(config, registry, clock);
    }

    /** As Prometheus reads it. */
    private double figure(String name) {
        var line = "tankfleet_certificate_" + name + "{certificate=\"edge\"} ";
        return registry.scrape()
                .lines()
                .filter(it -> it.startsWith(line))
                .mapToDouble(it -> Double.parseDouble(it.substring(line.length())))
                .findFirst()
                .orElseThrow();
    }
}
