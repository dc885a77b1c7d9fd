package dev.tankfleet.matchmaker.deploy;

import dev.tankfleet.matchmaker.MatchmakerConfig;
import dev.tankfleet.matchmaker.allocation.WarmSlotsConfig;
import dev.tankfleet.matchmaker.command.CommandConfig;
import dev.tankfleet.matchmaker.find.FindConfig;
import dev.tankfleet.matchmaker.locate.GeoIpConfig;
import dev.tankfleet.matchmaker.locate.RegionTable;
import dev.tankfleet.matchmaker.page.PageConfig;
import dev.tankfleet.matchmaker.scaling.ScalingConfig;
import dev.tankfleet.matchmaker.server.scoring.ScoringConfig;
import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;
import dev.tankfleet.proto.subject.Id;
import dev.tankfleet.service.postgres.DatabaseConfig;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code MATCHMAKER_…} in the environment.
 *
 * @param id id of this replica on the bus
 * @param host address to listen on
 * @param port port to listen on
 * @param allowedOrigins origins whose pages may call
 * @param trustedProxies addresses or networks whose word on clients' addresses is believed
 * @param preambleSenders addresses or networks whose connections each begin with a preamble
 * @param requestsMax requests at work at once, at least 1
 * @param database where placements, intents and results are kept
 * @param tokenIssuer the one accepted issuer of access tokens
 * @param tokenAudience must be among their audiences
 * @param keysUrl where auth shows its public keys
 * @param regionsFile see {@link RegionsFile}
 * @param geoIp which files tell where players are
 * @param allocationDeadline time for one call to an allocator
 * @param find what players may ask for
 * @param scoring what weighs how much when a server is chosen
 * @param command how long game servers may take
 * @param warm how much room is kept free
 * @param scaling how the clusters' autoscalers are answered
 * @param page the page
 */
public record ProcessConfig(
        @Default("matchmaker-1") String id,
        @Default("0.0.0.0") String host,
        @Default("8090") int port,
        @Default("") List<URI> allowedOrigins,
        @Default("") List<String> trustedProxies,
        @Default("") List<String> preambleSenders,
        @Default("512") int requestsMax,
        DatabaseConfig database,
        @Default("tankfleet-auth") String tokenIssuer,
        @Default("tankfleet") String tokenAudience,
        URI keysUrl,
        Path regionsFile,
        GeoIpConfig geoIp,
        @Default("3s") Duration allocationDeadline,
        FindConfig find,
        ScoringConfig scoring,
        CommandConfig command,
        WarmSlotsConfig warm,
        ScalingConfig scaling,
        PageConfig page) {
    /** Checks what nobody behind it does. */
    public ProcessConfig {
        Check.that(Id.isValid(id), "id", id, Id.RULE);
        Check.that(
                allocationDeadline.isPositive(), "allocationDeadline", allocationDeadline, "> 0");
    }

    /** The service's own configuration. */
    public MatchmakerConfig service(RegionTable regions) {
        return new MatchmakerConfig(
                host,
                port,
                allowedOrigins,
                trustedProxies,
                preambleSenders,
                requestsMax,
                database,
                new MatchmakerConfig.TokenConfig(tokenIssuer, tokenAudience),
                regions,
                geoIp,
                find,
                scoring,
                command,
                warm,
                scaling,
                page);
    }
}
