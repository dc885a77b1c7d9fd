package dev.tankfleet.matchmaker;

import dev.tankfleet.matchmaker.allocation.WarmSlotsConfig;
import dev.tankfleet.matchmaker.command.CommandConfig;
import dev.tankfleet.matchmaker.find.FindConfig;
import dev.tankfleet.matchmaker.locate.GeoIpConfig;
import dev.tankfleet.matchmaker.locate.RegionTable;
import dev.tankfleet.matchmaker.page.PageConfig;
import dev.tankfleet.matchmaker.scaling.ScalingConfig;
import dev.tankfleet.matchmaker.server.scoring.ScoringConfig;
import dev.tankfleet.process.client.ProxyTrust;
import dev.tankfleet.service.HttpConfig;
import dev.tankfleet.service.postgres.DatabaseConfig;

import java.net.URI;
import java.util.List;

/**
 * Everything that an operator decides about this service.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for any free one
 * @param allowedOrigins origins whose pages may call, such as {@code https://play.example}
 * @param trustedProxies addresses or networks, such as {@code 10.0.0.0/8}, whose word on clients'
 *     addresses is believed
 * @param preambleSenders addresses or networks whose connections each begin with a preamble of the
 *     PROXY protocol
 * @param requestsMax requests at work at once, at least 1; one more is told to come again
 * @param database where placements, intents and results are kept
 * @param tokens which access tokens are believed
 * @param regions the regions and where they are
 * @param geoIp which files tell where players are
 * @param find what players may ask for
 * @param scoring what weighs how much when a server is chosen
 * @param command how long game servers may take
 * @param warmSlots how much room is kept free
 * @param scaling how the clusters' autoscalers are answered
 * @param page the page
 */
public record MatchmakerConfig(
        String host,
        int port,
        List<URI> allowedOrigins,
        List<String> trustedProxies,
        List<String> preambleSenders,
        int requestsMax,
        DatabaseConfig database,
        TokenConfig tokens,
        RegionTable regions,
        GeoIpConfig geoIp,
        FindConfig find,
        ScoringConfig scoring,
        CommandConfig command,
        WarmSlotsConfig warmSlots,
        ScalingConfig scaling,
        PageConfig page) {
    /** The port of the contract. */
    public static final int PORT = 8090;

    private static final int REQUESTS_MAX = 512;

    /** Checks each rule. */
    public MatchmakerConfig {
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
     * @param database where its tables are
     * @param tokens which access tokens are believed
     * @param regions the regions
     * @param geoIp which files tell where players are
     * @param slots free match slots that are kept per region
     * @param authUrl where the page reaches auth, without a slash at the end
     */
    public static MatchmakerConfig onLoopback(
            int port,
            List<URI> allowedOrigins,
            DatabaseConfig database,
            TokenConfig tokens,
            RegionTable regions,
            GeoIpConfig geoIp,
            int slots,
            URI authUrl) {
        return new MatchmakerConfig(
                "127.0.0.1",
                port,
                allowedOrigins,
                List.of(),
                List.of(),
                REQUESTS_MAX,
                database,
                tokens,
                regions,
                geoIp,
                FindConfig.DEFAULT,
                ScoringConfig.DEFAULT,
                CommandConfig.DEFAULT,
                WarmSlotsConfig.ofSlots(slots),
                ScalingConfig.OFF,
                new PageConfig("web", authUrl));
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

    /**
     * Which access tokens are believed.
     *
     * @param issuer the one accepted {@code iss}
     * @param audience must be among {@code aud}
     */
    public record TokenConfig(String issuer, String audience) {}
}
