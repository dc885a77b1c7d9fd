package dev.tankfleet.matchmaker.wire;

import dev.tankfleet.proto.json.Json;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Makes every answer that is not a success (RFC 9457). Stateless, any thread. */
final class Problem {
    private static final String TYPE_PREFIX = "urn:tankfleet:problem:";
    private static final MediaType MEDIA_TYPE = MediaType.of("application/problem+json");

    private Problem() {}

    static MutableHttpResponse<byte[]> response(ProblemCode code, @Nullable String detail) {
        var body =
                Json.object()
                        .put("type", TYPE_PREFIX + code.code())
                        .put("title", code.title())
                        .put("status", code.status().getCode())
                        .put("code", code.code());
        if (detail != null) {
            body.put("detail", detail);
        }
        var response =
                HttpResponse.<byte[]>status(code.status())
                        .body(Json.write(body))
                        .contentType(MEDIA_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return switch (code.status()) {
            case UNAUTHORIZED -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case SERVICE_UNAVAILABLE, CONFLICT -> response.header(HttpHeaders.RETRY_AFTER, "1");
            default -> response;
        };
    }

    static MutableHttpResponse<byte[]> response(ProblemCode code) {
        return response(code, (String) null);
    }

    /** With the time after which another try is worth it, in whole seconds rounded up. */
    static MutableHttpResponse<byte[]> response(ProblemCode code, Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        var response = response(code, "Try again in " + seconds + " s");
        response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return response;
    }
}
