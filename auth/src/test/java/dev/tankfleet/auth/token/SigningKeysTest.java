package dev.tankfleet.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;

/** Keys that change while the service runs. */
final class SigningKeysTest {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @TempDir private Path folder;
    private Instant now = Instant.parse("2026-11-22T00:00:00Z");
    private String old;
    private String next;
    private Path path;
    private SigningKeys keys;

    @BeforeEach
    void loadKeys() throws IOException {
        old = pem("old.pem");
        next = pem("next.pem");
        path = folder.resolve("signing.pem");
        write(old);
        keys = SigningKeys.load(TokenConfig.withKey(path), () -> now);
    }

    @Test
    void goesFromOneKeyToTheNextWithoutARestart() throws IOException, ParseException {
        var first = keys.current().getKeyID();

        write(old + next);
        assertThat(published()).isEqualTo(2);
        assertThat(keys.current().getKeyID()).isEqualTo(first);
        write(next + old);
        assertThat(keys.current().getKeyID()).isNotEqualTo(first);
        assertThat(published()).isEqualTo(2);
        write(next);
        assertThat(keys.current().getKeyID()).isNotEqualTo(first);
        assertThat(published()).isEqualTo(1);
        assertThat(keys.publicKeySet()).doesNotContain("\"d\"");
    }

    @Test
    void keepsItsKeysWhenTheFileIsGoneOrHoldsNone() throws IOException, ParseException {
        var first = keys.current().getKeyID();

        write("no key");
        assertThat(keys.current().getKeyID()).isEqualTo(first);
        Files.delete(path);
        now = now.plus(LOOK_EVERY);
        assertThat(keys.current().getKeyID()).isEqualTo(first);
        assertThat(published()).isEqualTo(1);
        write(next);
        assertThat(keys.current().getKeyID()).isNotEqualTo(first);
    }

    @Test
    void looksOnceASecondWhateverTheClockDoes() throws IOException {
        var first = keys.current().getKeyID();

        Files.writeString(path, next);
        assertThat(keys.current().getKeyID()).isEqualTo(first);
        now = now.minus(Duration.ofHours(1));
        assertThat(keys.current().getKeyID()).isNotEqualTo(first);
    }

    private void write(String text) throws IOException {
        Files.writeString(path, text);
        now = now.plus(LOOK_EVERY);
    }

    private int published() throws ParseException {
        return JWKSet.parse(keys.publicKeySet()).getKeys().size();
    }

    private String pem(String name) throws IOException {
        var file = folder.resolve(name);
        new KeyFile(file).createIfMissing();
        return Files.readString(file);
    }
}
