package dev.tankfleet.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubjectTest {
    @ParameterizedTest
    @CsvSource({
        "a, a, true",
        "a, b, false",
        "a, a.b, false",
        "a.b, a, false",
        "a.b, a.bb, false",
        "a.bb, a.b, false",
        "*, a, true",
        "*, a.b, false",
        "a.*, a.b, true",
        "a.*, a, false",
        "a.*.c, a.b.c, true",
        "a.*.c, a.b.d, false",
        "a.>, a.b.c, true",
        "a.>, a, false",
        ">, a.b, true",
        "r.*.s, r.s, false",
        "a.*, a.*, true",
        "a.b, a.*, false",
        "a.*, a.>, false",
        "a.>, a.*.c, true",
        ">, >, true",
        "*, >, false",
        "a.>, >, false",
        "a.*.>, a.b.c.d, true",
        "a.*.>, a.b, false",
        "a.>, a.>, true"
    })
    void coversWhatTheNarrowerNames(String wider, String narrower, boolean covers) {
        assertThat(Subject.covers(wider, narrower)).isEqualTo(covers);
    }

    @Test
    void boundsTheLengthOfASubject() {
        var longest = "a".repeat(Subject.LENGTH_MAX);

        assertThat(Subject.check(longest)).isEqualTo(longest);
        assertThatThrownBy(() -> Subject.check(longest + "a"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNoControlCharacterInAMessage() {
        assertThatThrownBy(() -> Subject.check("a\r\nb\u001b"))
                .hasMessageContaining("\"a??b?\"")
                .hasMessageNotContaining("\n");
    }

    @Test
    void tellsPatternsFromSubjects() {
        assertThat(Subject.hasWildcard("a.*.b")).isTrue();
        assertThat(Subject.hasWildcard("a.>")).isTrue();
        assertThat(Subject.hasWildcard("a.b")).isFalse();
    }
}
