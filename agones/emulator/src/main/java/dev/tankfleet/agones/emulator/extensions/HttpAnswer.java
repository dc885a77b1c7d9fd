package dev.tankfleet.agones.emulator.extensions;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer over HTTP; a value.
 *
 * @param code status code
 * @param body JSON
 */
record HttpAnswer(int code, String body) {
    static final int OK = 200;
    static final int CREATED = 201;

    static HttpAnswer of(int code, Map<String, ? extends @Nullable Object> document) {
        return new HttpAnswer(code, Json.write(document));
    }

    /**
     * A refusal in the words of an API server.
     *
     * @param reason a word that clients decide by, as {@code Invalid}
     */
    static HttpAnswer refused(int code, String reason, String message) {
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("kind", "Status");
        status.put("apiVersion", "v1");
        status.put("metadata", Map.of());
        status.put("status", "Failure");
        status.put("message", message);
        status.put("reason", reason);
        status.put("code", code);
        return of(code, status);
    }
}
