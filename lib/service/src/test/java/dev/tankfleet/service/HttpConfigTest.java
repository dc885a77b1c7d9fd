package dev.tankfleet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.process.client.ProxyTrust;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.List;

final class HttpConfigTest {
    @Test
    void takesOriginsAsBrowsersSendThem() {
        var origins = List.of(URI.create("https://play.test"), URI.create("http://[::1]:8090"));

        assertThat(new HttpConfig("::", 0, origins, ProxyTrust.NONE, 1).allowedOrigins())
                .isEqualTo(origins);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "play.test",
                "https://play.test/",
                "https://play.test?x",
                "https://play.test#x",
                "https://me@play.test",
                "mailto:a@play.test"
            })
    void refusesWhatIsNoOrigin(String origin) {
        assertThatThrownBy(
                        () ->
                                new HttpConfig(
                                        "::", 0, List.of(URI.create(origin)), ProxyTrust.NONE, 1))
                .hasMessageContaining("allowedOrigins");
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> new HttpConfig("::", 65_536, List.of(), ProxyTrust.NONE, 1))
                .hasMessageContaining("port");
        assertThatThrownBy(() -> new HttpConfig("::", 0, List.of(), ProxyTrust.NONE, 0))
                .hasMessageContaining("requestsMax");
        assertThatThrownBy(() -> new HttpConfig(" ", 0, List.of(), ProxyTrust.NONE, 1))
                .hasMessageContaining("host");
    }
}
