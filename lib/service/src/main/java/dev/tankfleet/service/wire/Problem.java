package dev.tankfleet.service.wire;

import dev.tankfleet.proto.json.Json;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Locale;

/** Makes every answer that is not a success (RFC 9457). Stateless, any thread. */
public final class Problem {
    private static final String TYPE_PREFIX = "urn:tankfleet:problem:";
    private static final MediaType MEDIA_TYPE = MediaType.of("application/problem+json");

    private Problem() {}

    /** The answer; {@code detail} says what it is about this time, for a person. */
    public static MutableHttpResponse<byte[]> response(ProblemKind kind, @Nullable String detail) {
        var code = codeOf(kind);
        var body =
                Json.object()
                        .put("type", TYPE_PREFIX + code)
                        .put("title", kind.title())
                        .put("status", kind.status().getCode())
                        .put("code", code);
        if (detail != null) {
            body.put("detail", detail);
        }
        var response =
                HttpResponse.<byte[]>status(kind.status())
                        .body(Json.write(body))
                        .contentType(MEDIA_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return switch (kind.status()) {
            case UNAUTHORIZED -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case SERVICE_UNAVAILABLE -> response.header(HttpHeaders.RETRY_AFTER, "1");
            default -> response;
        };
    }

    /** The answer without a detail. */
    public static MutableHttpResponse<byte[]> response(ProblemKind kind) {
        return response(kind, (String) null);
    }

    /** With the time after which another try is worth it, in whole seconds rounded up. */
    public static MutableHttpResponse<byte[]> response(ProblemKind kind, Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        var response = response(kind, "Try again in " + seconds + " s");
        response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return response;
    }

    /** The word by which programs tell problems apart. */
    public static String codeOf(ProblemKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
