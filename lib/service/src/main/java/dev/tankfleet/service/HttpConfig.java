package dev.tankfleet.service;

import dev.tankfleet.process.client.ProxyTrust;
import dev.tankfleet.process.config.Check;

import java.net.URI;
import java.util.List;

/**
 * Where a service listens, and for whom.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for any free one
 * @param allowedOrigins origins whose pages may call, such as {@code https://play.example}
 * @param proxies whose word on clients' addresses is believed
 * @param requestsMax requests at work at once, at least 1; one more is told to come again
 */
public record HttpConfig(
        String host, int port, List<URI> allowedOrigins, ProxyTrust proxies, int requestsMax) {
    private static final int PORT_MAX = 65_535;

    /** Checks each rule. */
    public HttpConfig {
        allowedOrigins = List.copyOf(allowedOrigins);
        Check.that(!host.isBlank(), "host", host, "not blank");
        Check.that(port >= 0 && port <= PORT_MAX, "port", port, "0 to 65535");
        Check.that(requestsMax >= 1, "requestsMax", requestsMax, ">= 1");
        Check.that(
                allowedOrigins.stream().allMatch(HttpConfig::isOrigin),
                "allowedOrigins",
                allowedOrigins,
                "scheme://host[:port] each");
    }

    private static boolean isOrigin(URI origin) {
        return origin.getScheme() != null
                && origin.getHost() != null
                && origin.getRawPath().isEmpty()
                && origin.getRawQuery() == null
                && origin.getRawFragment() == null
                && origin.getRawUserInfo() == null;
    }
}
