package dev.tankfleet.backup.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.CopyWriter;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.copy.Manifest;
import dev.tankfleet.backup.drill.DrillLog;
import dev.tankfleet.backup.drill.Outcome;
import dev.tankfleet.backup.seal.Signer;
import dev.tankfleet.backup.seal.SigningPair;
import dev.tankfleet.backup.seal.Trust;
import dev.tankfleet.backup.seal.age.AgePair;
import dev.tankfleet.backup.seal.age.AgeSealer;
import dev.tankfleet.backup.store.memory.MemoryStore;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.config.WrongSettingsException;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What the metrics say, by the clock. */
final class ExporterTest {
    private static final Instant START = Instant.parse("2026-11-22T01:00:00Z");
    private static final ExporterConfig CONFIG =
            new ExporterConfig(List.of("redis/eu=1h"), Duration.ofMinutes(1));

    @TempDir private Path scratch;
    private final MemoryStore store = new MemoryStore();
    private final SigningPair signing = SigningPair.generate();
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private Instant now = START;
    private Exporter exporter;

    @BeforeEach
    void makeAnExporter() {
        InstantSource clock = () -> now;
        exporter =
                Exporter.create(
                        CONFIG, store, Trust.in(List.of(signing.trusted())), registry, clock);
    }

    @Test
    void saysHowOldTheNewestCopyIs() throws IOException {
        copy(START.minusSeconds(7_200));
        copy(START.minusSeconds(600));
        exporter.runOnce();
        now = START.plusSeconds(60);

        assertThat(value("age_seconds")).isEqualTo("660.0");
        assertThat(value("period_seconds")).isEqualTo("3600.0");
        assertThat(value("copies")).isEqualTo("2.0");
        assertThat(Double.parseDouble(value("bytes"))).isGreaterThan(200);
        assertThat(registry.scrape()).contains("tankfleet_backup_scan_age_seconds 60.0");
    }

    @Test
    void saysThatWhatWasNeverMadeIsInfinitelyOld() {
        assertThat(value("age_seconds")).isEqualTo("NaN");

        exporter.runOnce();

        assertThat(value("age_seconds")).isEqualTo("+Inf");
        assertThat(value("drill_age_seconds")).isEqualTo("+Inf");
        assertThat(value("drill_ok")).isEqualTo("NaN");
    }

    @Test
    void doesNotCountADamagedCopyAsYoung() throws IOException {
        copy(START.minusSeconds(7_200));
        copy(START.minusSeconds(600));
        var newest = new CopyName(Kind.REDIS, "eu", START.minusSeconds(600)).path();
        store.delete(newest + "/file.age");
        exporter.runOnce();
        assertThat(value("age_seconds")).isEqualTo("7200.0");

        store.delete(newest + "/" + Manifest.NAME);
        exporter.runOnce();
        assertThat(value("age_seconds")).isEqualTo("7200.0");
        assertThat(value("copies")).isEqualTo("1.0");
    }

    @Test
    void saysWhatTheNewestDrillFound() throws Exception {
        drill(START.minusSeconds(900), true, signing);
        drill(START.minusSeconds(300), false, signing);
        exporter.runOnce();

        assertThat(value("drill_age_seconds")).isEqualTo("300.0");
        assertThat(value("drill_ok")).isEqualTo("0.0");
        assertThat(value("drill_duration_seconds")).isEqualTo("2.5");
        assertThat(value("drill_restore_seconds")).isEqualTo("1.5");
        // It was begun two and a half seconds before its end.
        assertThat(value("drill_loss_seconds")).isEqualTo("57.5");

        // One that a stranger wrote is not believed.
        drill(START.minusSeconds(10), true, SigningPair.generate());
        exporter.runOnce();
        assertThat(value("drill_age_seconds")).isEqualTo("+Inf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "redis/eu", "redis/eu=1", "redis/EU=1h", "mysql/eu=1h", "redis/eu=0h"})
    void refusesWhatCannotBeWatched(String watched) {
        var settings = Settings.of(Map.of("WATCHED", watched));

        assertThatThrownBy(() -> settings.bind(ExporterConfig.class, ""))
                .isInstanceOf(WrongSettingsException.class)
                .hasMessageContaining("redis/eu=1h");
    }

    @Test
    void readsEachPartOfWhatIsWatched() {
        var settings =
                Settings.of(
                        Map.of("WATCHED", "redis/eu=90m,postgres/centre=1d", "SCAN_EVERY", "10s"));

        assertThat(settings.bind(ExporterConfig.class, "").each())
                .containsExactly(
                        new ExporterConfig.Watched("redis", "eu", Duration.ofMinutes(90)),
                        new ExporterConfig.Watched("postgres", "centre", Duration.ofDays(1)));
        assertThatThrownBy(() -> new ExporterConfig(List.of("redis/eu=1h"), Duration.ofSeconds(9)))
                .hasMessageContaining("scanEvery: PT9S (expected: >= PT10S)");
    }

    private String value(String name) {
        var line = "tankfleet_backup_" + name + "{kind=\"redis\",source=\"eu\"} ";
        return registry.scrape()
                .lines()
                .filter(l -> l.startsWith(line))
                .map(l -> l.substring(line.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(line + " in " + registry.scrape()));
    }

    private void copy(Instant at) throws IOException {
        var place =
                new CopyWriter.Place(
                        store,
                        AgeSealer.forAll(List.of(AgePair.generate().recipient())),
                        Signer.of(signing.key()));
        var copy = CopyWriter.begin(place, new CopyName(Kind.REDIS, "eu", at), scratch);
        copy.add("file", Files.write(scratch.resolve("file"), new byte[10]));
        copy.finish(InstantSource.fixed(at), Map.of());
    }

    private void drill(Instant at, boolean ok, SigningPair by) throws IOException {
        var entry =
                new DrillLog.Entry(
                        "redis/eu/x",
                        at.toString(),
                        2_500,
                        1_500,
                        at.minusSeconds(60).toString(),
                        ok,
                        "",
                        new Outcome(1, 0, 0, 0, List.of()));
        DrillLog.write(store, Signer.of(by.key()), Kind.REDIS, "eu", at, entry);
    }
}
