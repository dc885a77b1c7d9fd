package dev.tankfleet.player.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.JsonFields;
import dev.tankfleet.proto.json.MalformedBody;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Calls one service with JSON bodies. Immutable; every thread may call it, and each call blocks
 * until its answer.
 */
public final class Api {
    /** Longest wait for one answer. */
    public static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final int ANSWER_MAX_BYTES = 1024 * 1024;

    private final HttpClient http;
    private final URI base;

    /**
     * @param http client that the caller owns
     * @param base address of the service, without a path
     */
    public Api(HttpClient http, URI base) {
        this.http = http;
        this.base = base;
    }

    /** Sends a body. */
    public Answer post(String path, ObjectNode body, @Nullable String accessToken) {
        var publisher = HttpRequest.BodyPublishers.ofByteArray(Json.write(body));
        return send(
                request(path, accessToken)
                        .POST(publisher)
                        .header("Content-Type", "application/json")
                        .build());
    }

    /** Asks for something. */
    public Answer get(String path, @Nullable String accessToken) {
        return send(request(path, accessToken).GET().build());
    }

    private HttpRequest.Builder request(String path, @Nullable String accessToken) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(DEADLINE);
        if (accessToken != null) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        return request;
    }

    private Answer send(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            var retryAfter = response.headers().firstValue("Retry-After");
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    retryAfter.isPresent()
                            ? OptionalInt.of(Integer.parseInt(retryAfter.get()))
                            : OptionalInt.empty());
        } catch (IOException e) {
            throw new ServiceUnreachable(request.method() + " " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceUnreachable(
                    request.method() + " " + request.uri() + ": interrupted", e);
        }
    }

    /**
     * What a service answered.
     *
     * @param status HTTP status
     * @param body bytes of the body
     * @param retryAfterSeconds when to come again, if the service says so
     */
    @SuppressWarnings("ArrayRecordComponent") // the body is handed over, never compared
    public record Answer(int status, byte[] body, OptionalInt retryAfterSeconds) {
        /** The body as JSON. */
        public JsonFields json() throws MalformedBody {
            return Json.read(body, ANSWER_MAX_BYTES);
        }

        /** The stable code of a problem, or {@code none} if the body is no problem. */
        public String problemCode() {
            try {
                var code = json().textOrNull("code", 64);
                return code == null ? "none" : code;
            } catch (MalformedBody e) {
                return "none";
            }
        }
    }

    /** The service did not answer in time, or cannot be reached. */
    public static final class ServiceUnreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ServiceUnreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
