package dev.tankfleet.matchmaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.matchmaker.allocation.WarmSlotsConfig;
import dev.tankfleet.matchmaker.command.CommandConfig;
import dev.tankfleet.matchmaker.find.FindConfig;
import dev.tankfleet.matchmaker.locate.GeoIpConfig;
import dev.tankfleet.matchmaker.page.PageConfig;
import dev.tankfleet.matchmaker.scaling.ScalingConfig;
import dev.tankfleet.matchmaker.server.scoring.ScoringConfig;
import dev.tankfleet.process.config.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Each feature's record: its defaults, its keys and its rules, as the environment gives them. */
final class ConfigTest {
    private static final Map<String, Class<? extends Record>> RECORDS =
            Map.of(
                    "find", FindConfig.class,
                    "scoring", ScoringConfig.class,
                    "command", CommandConfig.class,
                    "warm-slots", WarmSlotsConfig.class,
                    "geo-ip", GeoIpConfig.class,
                    "scaling", ScalingConfig.class,
                    "page", PageConfig.class);

    @Test
    void bindsDefaultsThatEqualTheOnesInCode() {
        assertThat(bind("find", Map.of())).isEqualTo(FindConfig.DEFAULT);
        assertThat(bind("geo-ip", Map.of())).isEqualTo(GeoIpConfig.NONE);
        assertThat(bind("scoring", Map.of())).isEqualTo(ScoringConfig.DEFAULT);
        assertThat(bind("command", Map.of())).isEqualTo(CommandConfig.DEFAULT);
        assertThat(bind("warm-slots", Map.of())).isEqualTo(WarmSlotsConfig.ofSlots(1));
        assertThat(bind("scaling", Map.of())).isEqualTo(ScalingConfig.OFF);
    }

    @Test
    void readsEveryKeyOfScaling() {
        var given =
                Map.of(
                        "SCALING_WEBHOOK", "true",
                        "SCALING_HOST", "10.0.0.1",
                        "SCALING_PORT", "8104",
                        "SCALING_READY_MIN", "3",
                        "SCALING_SERVERS_MAX", "50",
                        "SCALING_LEAD", "90s");

        assertThat(bind("scaling", given))
                .isEqualTo(
                        new ScalingConfig(true, "10.0.0.1", 8104, 3, 50, Duration.ofSeconds(90)));
    }

    @Test
    void readsTheFilesOfGeoIp() {
        assertThat(bind("geo-ip", Map.of("GEO_IP_DATABASES", "/geo/v4.mmdb,/geo/v6.mmdb")))
                .isEqualTo(
                        new GeoIpConfig(
                                List.of(Path.of("/geo/v4.mmdb"), Path.of("/geo/v6.mmdb")),
                                Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @CsvSource({
        "find,FIND_MODES,solo=0",
        "find,FIND_MODES,solo",
        "find,FIND_MODES,solo=129",
        "find,FIND_FINDS_PER_SECOND,0",
        "find,FIND_FINDS_BURST,0",
        "find,FIND_SOURCE_FINDS_PER_SECOND,0",
        "find,FIND_SOURCE_FINDS_BURST,0",
        "find,FIND_TICKET_LIFE,0s",
        "find,FIND_TICKETS_MAX,0",
        "scoring,SCORING_LOAD_MS,-1",
        "scoring,SCORING_LOAD_FACTOR_MAX,0",
        "scoring,SCORING_EMPTY_NODE_MS,1001",
        "scoring,SCORING_OPEN_SEAT_MS,-1",
        "scoring,SCORING_TIE_MS,101",
        "scoring,SCORING_HOT_DETOUR_MS,-1",
        "scoring,SCORING_HOT_TICK_MS,0",
        "command,COMMAND_DEADLINE_MIN,0s",
        "command,COMMAND_DEADLINE_MAX,100ms",
        "command,COMMAND_LATE_MAX,500ms",
        "command,COMMAND_IN_FLIGHT_MAX,0",
        "warm-slots,WARM_SLOTS_SLOTS,-1",
        "warm-slots,WARM_SLOTS_IN_FLIGHT_MAX,65",
        "warm-slots,WARM_SLOTS_CYCLE,0s",
        "warm-slots,WARM_SLOTS_LEASE,121s",
        "warm-slots,WARM_SLOTS_HOLD_EVERY,120s",
        "warm-slots,WARM_SLOTS_SURPLUS_FOR,-1s",
        "warm-slots,WARM_SLOTS_UNKNOWN_FOR,0s",
        "geo-ip,GEO_IP_DATABASES,'a,b,c,d,e'",
        "geo-ip,GEO_IP_REFRESH_EVERY,999ms",
        "geo-ip,GEO_IP_REFRESH_EVERY,25h",
        "scaling,SCALING_HOST,' '",
        "scaling,SCALING_PORT,65536",
        "scaling,SCALING_READY_MIN,0",
        "scaling,SCALING_READY_MIN,1001",
        "scaling,SCALING_SERVERS_MAX,0",
        "scaling,SCALING_SERVERS_MAX,10001",
        "scaling,SCALING_LEAD,0s",
        "scaling,SCALING_LEAD,61m",
        "page,PAGE_FOLDER,../etc",
        "page,PAGE_AUTH_URL,http://auth/"
    })
    void refusesAValueThatBreaksItsRule(String prefix, String key, String value) {
        assertThatThrownBy(() -> bind(prefix, Map.of(key, value))).hasMessageContaining(key);
    }

    private static Record bind(String prefix, Map<String, String> environment) {
        var type = RECORDS.get(prefix);
        if (type == null) {
            throw new IllegalArgumentException(prefix);
        }
        return Settings.of(environment).bind(type, prefix);
    }
}
