package dev.tankfleet.auth.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * The body of every answer that is not a success (RFC 9457).
 *
 * @param type names the code as a URI
 * @param title what the code means, the same each time
 * @param status HTTP status again
 * @param code stable, from {@link ProblemCode}
 * @param detail what it is about this time, for a person
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(String type, String title, int status, String code, @Nullable String detail) {
    private static final String TYPE_PREFIX = "urn:tankfleet:problem:";

    static MutableHttpResponse<Problem> response(ProblemCode code, @Nullable String detail) {
        var body =
                new Problem(
                        TYPE_PREFIX + code.code(),
                        code.title(),
                        code.status().getCode(),
                        code.code(),
                        detail);
        var response =
                HttpResponse.<Problem>status(code.status())
                        .body(body)
                        .contentType(MediaType.of("application/problem+json"))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return switch (code.status()) {
            case UNAUTHORIZED -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case SERVICE_UNAVAILABLE -> response.header(HttpHeaders.RETRY_AFTER, "1");
            default -> response;
        };
    }

    static MutableHttpResponse<Problem> response(ProblemCode code) {
        return response(code, (String) null);
    }

    /** With the time after which another try is worth it, in whole seconds rounded up. */
    static MutableHttpResponse<Problem> response(ProblemCode code, Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        var response = response(code, "Try again in " + seconds + " s");
        response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return response;
    }
}
