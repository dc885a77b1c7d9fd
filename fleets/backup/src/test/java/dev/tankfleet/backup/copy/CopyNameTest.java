package dev.tankfleet.backup.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

final class CopyNameTest {
    private static final Instant AT = Instant.parse("2026-11-22T01:05:09Z");

    @Test
    void readsWhatItWrites() {
        var name = new CopyName(Kind.JETSTREAM, "eu-1", AT.plusMillis(700));

        assertThat(name.path()).isEqualTo("jetstream/eu-1/20261122T010509Z");
        assertThat(CopyName.parse(name.path())).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "redis",
                "redis/eu",
                "redis/eu/",
                "redis/EU/20261122T010509Z",
                "mysql/eu/20261122T010509Z",
                "redis/eu/20261122T010509",
                "redis/eu/20261322T010509Z",
                "redis/eu/20261122T010509Zx",
                "redis/eu/20261122T010509Z/dump.rdb.age"
            })
    void knowsWhatIsNoCopy(String path) {
        assertThat(CopyName.parse(path)).isEmpty();
    }

    @Test
    void refusesSourcesThatAreNoNames() {
        assertThatThrownBy(() -> new CopyName(Kind.REDIS, "../eu", AT))
                .hasMessage("source: ../eu (expected: 1 to 64 of a-z, 0-9 and -)");
    }
}
