package dev.tankfleet.proto.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.util.HashSet;

final class OneTimeTokenTest {
    @Test
    void makesTokensThatFitIntoAFrame() {
        var made = new HashSet<String>();
        var random = new SecureRandom();
        for (int i = 0; i < 1_000; i++) {
            made.add(OneTimeToken.make(random));
        }

        assertThat(made).hasSize(1_000).allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void hashesTheTextOfAToken() {
        // printf token | sha256sum
        assertThat(OneTimeToken.sha256("token"))
                .isEqualTo("3c469e9d6c5875d37a43f353d4f88e61fcf812c66eee3457465a40b0da4153e0");
    }

    @Test
    void findsACloseCodeByItsNumber() {
        for (var code : CloseCode.values()) {
            assertThat(CloseCode.of(code.number())).isEqualTo(code);
        }
        assertThatThrownBy(() -> CloseCode.of(4499)).isInstanceOf(IllegalArgumentException.class);
    }
}
