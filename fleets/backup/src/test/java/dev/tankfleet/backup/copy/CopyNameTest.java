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
        var plain = CopyName.of(Kind.JETSTREAM, "eu-1", AT.plusMillis(700));
        var labelled = new CopyName(Kind.WAL, "centre", AT, "00000001000000000000002A");

        assertThat(plain.path()).isEqualTo("jetstream/eu-1/20261122T010509Z");
        assertThat(labelled.path())
                .isEqualTo("wal/centre/20261122T010509Z-00000001000000000000002A");
        assertThat(CopyName.parse(plain.path())).contains(plain);
        assertThat(CopyName.parse(labelled.path())).contains(labelled);
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
                "redis/eu/20261122T010509Z-",
                "redis/eu/20261122T010509Z-a/b",
                "redis/eu/20261122T010509Z/dump.rdb.age"
            })
    void knowsWhatIsNoCopy(String path) {
        assertThat(CopyName.parse(path)).isEmpty();
    }

    @Test
    void refusesSourcesThatAreNoNames() {
        assertThatThrownBy(() -> CopyName.of(Kind.REDIS, "../eu", AT))
                .hasMessage("source: ../eu (expected: 1 to 64 of a-z, 0-9 and -)");
    }
}
