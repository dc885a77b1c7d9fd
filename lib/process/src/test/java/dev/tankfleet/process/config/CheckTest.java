package dev.tankfleet.process.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class CheckTest {
    @Test
    void letsAKeptRulePass() {
        assertThatCode(() -> Check.that(true, "attempts", 1, ">= 1")).doesNotThrowAnyException();
    }

    @Test
    void namesTheValueAndTheRule() {
        assertThatThrownBy(() -> Check.that(false, "attempts", 0, ">= 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("attempts: 0 (expected: >= 1)");
    }
}
