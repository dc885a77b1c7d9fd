package dev.tankfleet.proto.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

final class SubjectsTest {
    @Test
    void namesWhatTheContractNames() {
        assertThat(Subjects.serverCommand("s1")).isEqualTo("server.command.s1");
        assertThat(Subjects.matchJoin("m1")).isEqualTo("match.m1.join");
        assertThat(Subjects.matchLeave("m1")).isEqualTo("match.m1.leave");
        assertThat(Subjects.matchInput("m1")).isEqualTo("match.m1.input");
        assertThat(Subjects.matchState("m1", "g1")).isEqualTo("match.m1.state.g1");
        assertThat(Subjects.matchStates("g1")).isEqualTo("match.*.state.g1");
        assertThat(Subjects.ofRegion("eu", Subjects.SERVER_STATUS)).isEqualTo("r.eu.server.status");
        assertThat(Subjects.ofEveryRegion(Subjects.MATCH_RESULT)).isEqualTo("r.*.match.result");
    }

    @Test
    void findsRegionAndMatchInAName() {
        assertThat(Subjects.regionOf("r.eu.server.status")).isEqualTo("eu");
        assertThat(Subjects.matchOf("match.m1.state.g1")).isEqualTo("m1");
        for (var other : new String[] {"server.status", "r.eu", "match.m1", "rx.eu.a", ""}) {
            assertThatThrownBy(() -> Subjects.regionOf(other))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Subjects.matchOf(other))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a.b", "*", ">", "a b", "a\r\nb", "é", "\u0000", "a/b", "{self}"})
    void letsNoIdSpeakForAnother(String id) {
        assertThat(Id.isValid(id)).isFalse();
        var bytes = id.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Id.isValid(bytes, 0, bytes.length)).isFalse();
        assertThatThrownBy(() -> Subjects.serverCommand(id))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Subjects.matchState("m1", id))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Subjects.ofRegion(id, "a"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void boundsTheLengthOfAnId() {
        var longest = "aZ09_-".repeat(11).substring(0, Id.LENGTH_MAX);

        assertThat(Id.isValid(longest)).isTrue();
        assertThat(Id.isValid(longest.getBytes(StandardCharsets.US_ASCII), 0, longest.length()))
                .isTrue();
        assertThat(Id.isValid(longest + "a")).isFalse();
        assertThat(Id.isValid(new byte[65], 0, 65)).isFalse();
    }
}
