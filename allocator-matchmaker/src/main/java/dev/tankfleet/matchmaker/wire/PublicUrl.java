package dev.tankfleet.matchmaker.wire;

import dev.tankfleet.service.wire.RequestSource;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;

import jakarta.inject.Singleton;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells under which address a client has found us. Stateless; request threads ask.
 *
 * <p>A proxy in front of us changes scheme and host, and says so in a header. Only one that we
 * trust is believed, and of a list only what it added itself, the last.
 */
@Singleton
final class PublicUrl {
    private static final String FORWARDED = "Forwarded";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";
    private static final String FORWARDED_HOST = "X-Forwarded-Host";

    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:\\d{1,5})?");
    private static final Pattern SCHEME = Pattern.compile("https?");
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)(?:^|;)\\s*(proto|host)=(?:\"([^\"]*)\"|([^;\"\\s]*))\\s*(?=;|$)");

    private final RequestSource sources;

    PublicUrl(RequestSource sources) {
        this.sources = sources;
    }

    /** The address without a slash at the end; empty if the request names no usable host. */
    Optional<String> of(HttpRequest<?> request) {
        var scheme = forwarded(request, "proto", FORWARDED_PROTO, SCHEME).orElse("http");
        return forwarded(request, "host", FORWARDED_HOST, HOST)
                .or(() -> last(request, HttpHeaders.HOST).filter(HOST.asMatchPredicate()))
                .map(host -> scheme + "://" + host);
    }

    private Optional<String> forwarded(
            HttpRequest<?> request, String parameter, String header, Pattern rule) {
        if (!sources.isFromProxy(request)) {
            return Optional.empty();
        }
        return last(request, FORWARDED)
                .flatMap(element -> parameterOf(element, parameter))
                .or(() -> last(request, header))
                .filter(rule.asMatchPredicate());
    }

    private static Optional<String> parameterOf(String element, String name) {
        return PARAMETER
                .matcher(element)
                .results()
                .filter(found -> found.group(1).equalsIgnoreCase(name))
                .map(found -> found.group(2) == null ? found.group(3) : found.group(2))
                .findFirst();
    }

    private static Optional<String> last(HttpRequest<?> request, String header) {
        List<String> values = request.getHeaders().getAll(header);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        var value = values.getLast();
        return Optional.of(value.substring(value.lastIndexOf(',') + 1).strip());
    }
}
