package dev.tankfleet.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of the service over real HTTP, from an address of its own. May be shared by threads. */
final class AuthClient {
    static final String PASSWORD = "correct horse battery";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final URI service;
    private final String address;

    AuthClient(AuthService service) {
        this.service = service.url();
        int n = ADDRESSES.incrementAndGet();
        this.address = "198.51." + n / 250 + "." + (n % 250 + 1);
    }

    static String anyName() {
        return "player_" + UUID.randomUUID().toString().substring(0, 8);
    }

    Answer register(String username, String password) {
        return post("/auth/register", credentials(username, password));
    }

    Answer login(String username, String password) {
        return post("/auth/login", credentials(username, password));
    }

    Answer guest() {
        return post("/auth/guest", "");
    }

    Answer refresh(String token) {
        return post("/auth/refresh", refreshToken(token));
    }

    Answer logout(String token) {
        return post("/auth/logout", refreshToken(token));
    }

    Answer me(String token) {
        return send(request("/auth/me").header("Authorization", "Bearer " + token).GET());
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String body) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("X-Forwarded-For", address);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String credentials(String username, String password) {
        return JSON.createObjectNode()
                .put("username", username)
                .put("password", password)
                .toString();
    }

    private static String refreshToken(String token) {
        return JSON.createObjectNode().put("refresh_token", token).toString();
    }

    /** What came back. */
    record Answer(HttpResponse<String> http) {
        int status() {
            return http.statusCode();
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        JsonNode body() {
            try {
                return JSON.readTree(http.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String text(String field) {
            return body().path(field).asText();
        }

        /** Status and code of a problem, or the status and whatever else it is. */
        String problem() {
            return header("Content-Type").startsWith("application/problem+json")
                    ? status() + " " + text("code")
                    : status() + " no problem document but " + header("Content-Type");
        }
    }
}
