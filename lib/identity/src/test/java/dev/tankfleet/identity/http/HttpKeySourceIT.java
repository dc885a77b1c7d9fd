package dev.tankfleet.identity.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.tankfleet.identity.TokenVerifier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class HttpKeySourceIT {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch testEnd = new CountDownLatch(1);
    private HttpServer server;

    HttpKeySourceIT() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    }

    @BeforeEach
    void start() {
        server.setExecutor(threads);
        server.createContext("/keys", exchange -> answer(exchange, 200, "{\"keys\":[]}"));
        server.createContext("/error", exchange -> answer(exchange, 503, "{\"keys\":[]}"));
        server.createContext(
                "/huge",
                exchange -> answer(exchange, 200, "x".repeat(TokenVerifier.KEY_SET_BYTES_MAX + 1)));
        server.createContext(
                "/full",
                exchange -> answer(exchange, 200, "x".repeat(TokenVerifier.KEY_SET_BYTES_MAX)));
        server.createContext("/elsewhere", HttpKeySourceIT::redirect);
        server.createContext("/trickle", this::trickle);
        server.start();
    }

    @AfterEach
    void stop() {
        testEnd.countDown();
        server.stop(0);
        threads.close();
    }

    @Test
    void readsTheKeySet() throws IOException {
        try (var source = sourceOf("/keys")) {
            assertThat(source.fetch()).isEqualTo("{\"keys\":[]}");
        }
    }

    @Test
    void readsNoMoreThanTheLimit() throws IOException {
        try (var full = sourceOf("/full");
                var huge = sourceOf("/huge")) {
            assertThat(full.fetch()).hasSize(TokenVerifier.KEY_SET_BYTES_MAX);
            assertThatThrownBy(huge::fetch).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesAnErrorAndARedirect() {
        try (var error = sourceOf("/error");
                var redirect = sourceOf("/elsewhere")) {
            assertThatThrownBy(error::fetch)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("503");
            assertThatThrownBy(redirect::fetch)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("302");
        }
    }

    @Test
    void givesUpOnABodyThatTricklesIn() {
        try (var source = HttpKeySource.create(address("/trickle"), Duration.ofMillis(300))) {
            assertThatThrownBy(source::fetch)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("PT0.3S");
        }
    }

    @Test
    void reportsASourceThatIsAway() {
        try (var source = sourceOf("/keys")) {
            server.stop(0);
            assertThatThrownBy(source::fetch).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesAnAddressThatIsNotHttp() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                HttpKeySource.create(
                                        URI.create("file:///etc/passwd"), Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpKeySource.create(address("/keys"), Duration.ZERO));
    }

    private HttpKeySource sourceOf(String path) {
        return HttpKeySource.create(address(path), Duration.ofSeconds(5));
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Location", "/keys");
        answer(exchange, 302, "");
    }

    /** Sends headers and one byte at once, and nothing more until the test is over. */
    private void trickle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            testEnd.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
