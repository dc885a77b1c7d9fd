package dev.tankfleet.process.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

final class SettingsTest {
    enum Mode {
        FREE_FOR_ALL,
        DUEL
    }

    record All(
            String name,
            int seats,
            long seed,
            boolean isOpen,
            double share,
            Duration attemptTimeout,
            Path folder,
            URI peer,
            Mode mode,
            List<String> origins,
            List<Integer> ports) {}

    record Kept(@Default("5s") Duration limit, @Default("1") int attemptsMax) {
        Kept {
            Check.that(limit.isPositive(), "limit", limit, "> 0");
            Check.that(attemptsMax >= 1, "attemptsMax", attemptsMax, ">= 1");
        }
    }

    record Outer(Kept inner, String name) {}

    record Loose(@MayBeUnset @Nullable URI proxy, @MayBeUnset @Nullable Outer extra) {}

    record Lists(@Default("a, b") List<String> names) {}

    record Unbindable(StringBuilder text) {}

    record Careless(int value) {
        Careless {
            if (value == 0) {
                throw new IllegalStateException("a mistake of the record");
            }
        }
    }

    @Test
    void readsEveryTypeFromItsVariable() {
        var env =
                Map.ofEntries(
                        Map.entry("X_NAME", "tank"),
                        Map.entry("X_SEATS", "16"),
                        Map.entry("X_SEED", "9000000000"),
                        Map.entry("X_IS_OPEN", "true"),
                        Map.entry("X_SHARE", "0.5"),
                        Map.entry("X_ATTEMPT_TIMEOUT", "500ms"),
                        Map.entry("X_FOLDER", "/tmp/log"),
                        Map.entry("X_PEER", "http://localhost:80/a"),
                        Map.entry("X_MODE", "free-for-all"),
                        Map.entry("X_ORIGINS", "http://a, http://b"),
                        Map.entry("X_PORTS", "1,2"));

        var all = Settings.of(env).bind(All.class, "x");

        assertThat(all)
                .isEqualTo(
                        new All(
                                "tank",
                                16,
                                9_000_000_000L,
                                true,
                                0.5,
                                Duration.ofMillis(500),
                                Path.of("/tmp/log"),
                                URI.create("http://localhost:80/a"),
                                Mode.FREE_FOR_ALL,
                                List.of("http://a", "http://b"),
                                List.of(1, 2)));
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "5s,PT5S", "2m,PT2M", "3h,PT3H", "1d,PT24H", "PT7S,PT7S"})
    void readsDurationsShortAndLong(String text, Duration expected) {
        var kept = Settings.of(Map.of("K_LIMIT", text)).bind(Kept.class, "k");

        assertThat(kept.limit()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SEATS|sixteen|an integer, -2147483648 to 2147483647",
                "SEATS|3000000000|an integer, -2147483648 to 2147483647",
                "SEED|1.5|an integer of 64 bits",
                "IS_OPEN|yes|true or false",
                "SHARE|NaN|a finite number",
                "SHARE|half|a finite number",
                "ATTEMPT_TIMEOUT|soon|a duration such as 500ms, 5s, 2m, 1h or PT5S",
                "ATTEMPT_TIMEOUT|5|a duration such as 500ms, 5s, 2m, 1h or PT5S",
                "PEER|http://a b|a URI",
                "MODE|chess|one of free-for-all, duel",
                "ORIGINS|a,,b|no empty element between commas",
                "PORTS|1,x|an integer, -2147483648 to 2147483647",
                "NAME|''|a value",
            })
    void refusesAWrongValueByKeyValueAndRule(String key, String value, String rule) {
        var env = Map.of("X_" + key, value);

        var wrong =
                catchThrowableOfType(
                        WrongSettingsException.class, () -> Settings.of(env).bind(All.class, "x"));

        var shown = value.isEmpty() ? "not set" : key.equals("PORTS") ? "x" : value;
        assertThat(wrong.wrong()).contains(new WrongSetting("X_" + key, shown, rule));
    }

    @Test
    void collectsEveryWrongVariableInOneMessage() {
        var env = Map.of("OUTER_INNER_LIMIT", "0s", "OUTER_INNER_ATTEMPTS_MAX", "1");

        assertThatThrownBy(() -> Settings.of(env).bind(Outer.class, "outer"))
                .isInstanceOf(WrongSettingsException.class)
                .hasMessageContaining("2 wrong settings:")
                .hasMessageContaining("OUTER_INNER_LIMIT: PT0S (expected: > 0)")
                .hasMessageContaining("OUTER_NAME: not set (expected: a value)");
    }

    @Test
    void checksDefaultsLikeSetValues() {
        var kept = Settings.of(Map.of("LIMIT", "")).bind(Kept.class, "");

        assertThat(kept).isEqualTo(new Kept(Duration.ofSeconds(5), 1));
    }

    @Test
    void leavesOutWhatMayBeUnset() {
        var loose = Settings.of(Map.of()).bind(Loose.class, "loose");

        assertThat(loose).isEqualTo(new Loose(null, null));
    }

    @Test
    void demandsAllOfAnOptionalRecordOnceOneKeyIsSet() {
        var env = Map.of("LOOSE_EXTRA_INNER_LIMIT", "1s");

        assertThatThrownBy(() -> Settings.of(env).bind(Loose.class, "loose"))
                .hasMessageContaining("LOOSE_EXTRA_NAME: not set");
    }

    @Test
    void readsAnEmptyVariableAsAnEmptyList() {
        assertThat(Settings.of(Map.of("NAMES", "")).bind(Lists.class, "").names()).isEmpty();
        assertThat(Settings.of(Map.of()).bind(Lists.class, "").names()).containsExactly("a", "b");
    }

    @Test
    void prefersTheEnvironmentToItsFallback() {
        var settings =
                Settings.of(Map.of("K_LIMIT", "1s"))
                        .orElse(Map.of("K_LIMIT", "9s", "K_ATTEMPTS_MAX", "7"));

        assertThat(settings.bind(Kept.class, "k")).isEqualTo(new Kept(Duration.ofSeconds(1), 7));
    }

    @Test
    void failsLoudlyOnATypeItCannotBind() {
        assertThatThrownBy(() -> Settings.of(Map.of("TEXT", "a")).bind(Unbindable.class, ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TEXT: cannot bind a java.lang.StringBuilder");
    }

    @Test
    void passesOnAMistakeOfTheRecord() {
        assertThatThrownBy(() -> Settings.of(Map.of("VALUE", "0")).bind(Careless.class, ""))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("a mistake of the record");
    }
}
