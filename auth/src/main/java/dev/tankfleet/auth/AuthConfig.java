package dev.tankfleet.auth;

import dev.tankfleet.auth.login.HashingConfig;
import dev.tankfleet.auth.login.LoginConfig;
import dev.tankfleet.auth.token.TokenConfig;
import dev.tankfleet.process.client.ProxyTrust;
import dev.tankfleet.process.config.Default;
import dev.tankfleet.service.HttpConfig;
import dev.tankfleet.service.postgres.DatabaseConfig;

import java.net.URI;
import java.util.List;

/**
 * Everything that an operator decides about this service.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for any free one
 * @param allowedOrigins origins whose pages may call, such as {@code https://play.example}; none by
 *     default
 * @param trustedProxies addresses or networks, such as {@code 10.0.0.0/8}, whose word on clients'
 *     addresses is believed
 * @param preambleSenders addresses or networks whose connections each begin with a preamble of the
 *     PROXY protocol
 * @param requestsMax requests at work at once, at least 1; one more is told to come again
 * @param database where accounts are kept
 * @param token how tokens are signed
 * @param login how often somebody may try
 * @param hashing what a password hash costs
 */
public record AuthConfig(
        @Default("127.0.0.1") String host,
        @Default("8888") int port,
        @Default("") List<URI> allowedOrigins,
        @Default("") List<String> trustedProxies,
        @Default("") List<String> preambleSenders,
        @Default("256") int requestsMax,
        DatabaseConfig database,
        TokenConfig token,
        LoginConfig login,
        HashingConfig hashing) {
    /** Checks each rule. */
    public AuthConfig {
        allowedOrigins = List.copyOf(allowedOrigins);
        trustedProxies = List.copyOf(trustedProxies);
        preambleSenders = List.copyOf(preambleSenders);
        var _ =
                new HttpConfig(
                        host,
                        port,
                        allowedOrigins,
                        new ProxyTrust(trustedProxies, preambleSenders),
                        requestsMax);
    }

    /**
     * A service on the loopback address with everything else as by default.
     *
     * @param port port to listen on, 0 for any free one
     * @param allowedOrigins origins whose pages may call
     * @param database where accounts are kept
     * @param token how tokens are signed
     * @return the configuration
     */
    public static AuthConfig onLoopback(
            int port, List<URI> allowedOrigins, DatabaseConfig database, TokenConfig token) {
        return new AuthConfig(
                "127.0.0.1",
                port,
                allowedOrigins,
                List.of(),
                List.of(),
                256,
                database,
                token,
                LoginConfig.DEFAULT,
                HashingConfig.DEFAULT);
    }

    /** Where it listens. */
    HttpConfig http() {
        return new HttpConfig(
                host,
                port,
                allowedOrigins,
                new ProxyTrust(trustedProxies, preambleSenders),
                requestsMax);
    }
}
