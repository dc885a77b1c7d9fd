package dev.tankfleet.backup.archiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.process.config.Settings;
import dev.tankfleet.process.config.WrongSettingsException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Map;

final class WalConfigTest {
    @Test
    void readsWhatIsSetAndKnowsTheRest() {
        assertThat(Settings.of(Map.of()).bind(WalConfig.class, "wal"))
                .isEqualTo(new WalConfig("tankfleet_backup", Duration.ofMinutes(1)));
        var set = Settings.of(Map.of("WAL_SLOT", "other_1", "WAL_EVERY", "5m"));
        assertThat(set.bind(WalConfig.class, "wal"))
                .isEqualTo(new WalConfig("other_1", Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource({"WAL_SLOT,Slot", "WAL_SLOT,a b", "WAL_SLOT,a;b", "WAL_EVERY,0s", "WAL_EVERY,6m"})
    void refusesWhatBreaksARule(String name, String value) {
        assertThatThrownBy(() -> Settings.of(Map.of(name, value)).bind(WalConfig.class, "wal"))
                .isInstanceOf(WrongSettingsException.class)
                .hasMessageContaining(name);
    }
}
