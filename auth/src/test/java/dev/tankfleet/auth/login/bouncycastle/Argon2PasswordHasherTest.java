package dev.tankfleet.auth.login.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tankfleet.auth.login.HashingConfig;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

final class Argon2PasswordHasherTest {
    private final Argon2PasswordHasher hasher =
            Argon2PasswordHasher.create(HashingConfig.DEFAULT, new SecureRandom());

    @Test
    void recognisesItsOwnHashAndNoOther() {
        var hash = hasher.hash("päss wörd");

        assertThat(hasher.matches("päss wörd", hash)).isTrue();
        assertThat(hasher.matches("päss wörd ", hash)).isFalse();
        assertThat(hasher.matches("", hash)).isFalse();
    }

    @Test
    void writesAPhcStringAtTheFloorWithAFreshSalt() {
        var first = hasher.hash("same password");
        var second = hasher.hash("same password");

        assertThat(first)
                .matches(
                        "\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void agreesWithTheReferenceImplementation() {
        var salt =
                Base64.getEncoder().withoutPadding().encodeToString("somesalt".getBytes(US_ASCII));
        var expected =
                HexFormat.of()
                        .parseHex(
                                "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
        var hash = Base64.getEncoder().withoutPadding().encodeToString(expected);

        assertThat(
                        hasher.matches(
                                "password", "$argon2id$v=19$m=65536,t=2,p=1$" + salt + "$" + hash))
                .isTrue();
    }

    @Test
    void reportsAStoredHashThatIsNone() {
        assertThatIllegalStateException()
                .isThrownBy(() -> hasher.matches("password", "$2b$12$abc"));
    }
}
