package dev.tankfleet.matchmaker;

import dev.tankfleet.matchmaker.allocation.WarmSlotsConfig;
import dev.tankfleet.matchmaker.command.CommandConfig;
import dev.tankfleet.matchmaker.find.FindConfig;
import dev.tankfleet.matchmaker.locate.RegionTable;
import dev.tankfleet.matchmaker.page.PageConfig;
import dev.tankfleet.matchmaker.server.ScoringConfig;
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
 * @param requestsMax requests at work at once, at least 1; one more is told to come again
 * @param database where placements, intents and results are kept
 * @param tokens which access tokens are believed
 * @param regions the regions and where they are
 * @param find what players may ask for
 * @param scoring what weighs how much when a server is chosen
 * @param command how long game servers may take
 * @param warmSlots how much room is kept free
 * @param page the page
 */
public record MatchmakerConfig(
        String host,
        int port,
        List<URI> allowedOrigins,
        int requestsMax,
        DatabaseConfig database,
        TokenConfig tokens,
        RegionTable regions,
        FindConfig find,
        ScoringConfig scoring,
        CommandConfig command,
        WarmSlotsConfig warmSlots,
        PageConfig page) {
    /** The port of the contract. */
    public static final int PORT = 8090;

    private static final int REQUESTS_MAX = 512;

    /** Checks each rule. */
    public MatchmakerConfig {
        allowedOrigins = List.copyOf(allowedOrigins);
        var _ = new HttpConfig(host, port, allowedOrigins, requestsMax);
    }

    /**
     * A service on the loopback address with everything else as by default.
     *
     * @param port port to listen on, 0 for any free one
     * @param allowedOrigins origins whose pages may call
     * @param database where its tables are
     * @param tokens which access tokens are believed
     * @param regions the regions
     * @param slots free match slots that are kept per region
     * @param authUrl where the page reaches auth, without a slash at the end
     */
    public static MatchmakerConfig onLoopback(
            int port,
            List<URI> allowedOrigins,
            DatabaseConfig database,
            TokenConfig tokens,
            RegionTable regions,
            int slots,
            URI authUrl) {
        return new MatchmakerConfig(
                "127.0.0.1",
                port,
                allowedOrigins,
                REQUESTS_MAX,
                database,
                tokens,
                regions,
                FindConfig.DEFAULT,
                ScoringConfig.DEFAULT,
                CommandConfig.DEFAULT,
                WarmSlotsConfig.ofSlots(slots),
                new PageConfig("web", authUrl));
    }

    /** Where it listens. */
    HttpConfig http() {
        return new HttpConfig(host, port, allowedOrigins, requestsMax);
    }

    /**
     * Which access tokens are believed.
     *
     * @param issuer the one accepted {@code iss}
     * @param audience must be among {@code aud}
     */
    public record TokenConfig(String issuer, String audience) {}
}
