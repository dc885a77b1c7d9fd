package dev.tankfleet.certificates.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;

/** What every keeper of Secrets does. */
public abstract class SecretsContractTest {
    private static final Map<String, String> FIRST =
            Map.of("tls.crt", "a\n", "tls.key", "b", "ca.crt", "c");
    private static final Map<String, String> SECOND =
            Map.of("tls.crt", "d", "tls.key", "e", "ca.crt", "f");

    /** With nothing in it. */
    protected abstract Secrets secrets();

    @Test
    void findsWhatItMadeAndNothingElse() throws IOException {
        var secrets = secrets();

        secrets.create("r-hub-tls", FIRST);

        assertThat(secrets.find("r-edge-tls")).isEmpty();
        var found = secrets.find("r-hub-tls").orElseThrow();
        assertThat(found.data()).isEqualTo(FIRST);
        assertThat(found.isOurs()).isTrue();
    }

    @Test
    void putsNewTextsInThePlaceOfAll() throws IOException {
        var secrets = secrets();
        secrets.create("r-hub-tls", FIRST);

        secrets.replace(secrets.find("r-hub-tls").orElseThrow(), SECOND);

        assertThat(secrets.find("r-hub-tls").orElseThrow().data()).isEqualTo(SECOND);
    }

    @Test
    void refusesWhoeverMakesTheSameASecondTime() throws IOException {
        var secrets = secrets();
        secrets.create("r-hub-tls", FIRST);

        assertThatThrownBy(() -> secrets.create("r-hub-tls", SECOND))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("r-hub-tls");

        assertThat(secrets.find("r-hub-tls").orElseThrow().data()).isEqualTo(FIRST);
    }

    @Test
    void refusesWhoeverHasReadAnOlderOne() throws IOException {
        var secrets = secrets();
        secrets.create("r-hub-tls", FIRST);
        var old = secrets.find("r-hub-tls").orElseThrow();
        secrets.replace(old, SECOND);

        assertThatThrownBy(() -> secrets.replace(old, FIRST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("r-hub-tls");

        assertThat(secrets.find("r-hub-tls").orElseThrow().data()).isEqualTo(SECOND);
    }
}
