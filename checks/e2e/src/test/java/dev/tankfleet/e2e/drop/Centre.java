package dev.tankfleet.e2e.drop;

import dev.tankfleet.auth.AuthConfig;
import dev.tankfleet.auth.AuthService;
import dev.tankfleet.auth.token.TokenConfig;
import dev.tankfleet.bus.nats.NatsBus;
import dev.tankfleet.identity.http.HttpKeySource;
import dev.tankfleet.matchmaker.Matchmaker;
import dev.tankfleet.matchmaker.MatchmakerConfig;
import dev.tankfleet.matchmaker.MatchmakerParts;
import dev.tankfleet.matchmaker.allocation.Allocator;
import dev.tankfleet.matchmaker.locate.GeoIpConfig;
import dev.tankfleet.matchmaker.locate.Locator;
import dev.tankfleet.matchmaker.locate.Position;
import dev.tankfleet.matchmaker.locate.Region;
import dev.tankfleet.matchmaker.locate.RegionTable;

import io.micrometer.core.instrument.MeterRegistry;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Accounts and matchmaking on a real PostgreSQL. Owned by the test's thread. */
final class Centre implements AutoCloseable {
    private static final Duration KEYS_DEADLINE = Duration.ofSeconds(2);
    private static final Position FRANKFURT = new Position(50.11, 8.68);
    private static final int CONNECTIONS = 4;

    private final Records records;
    private final Path signingKey;
    private final AuthService auth;
    private final HttpKeySource keys;
    private final NatsBus bus;
    private final Matchmaker matchmaker;

    private Centre(
            Path folder,
            Backbone backbone,
            Allocator allocator,
            URI gateway,
            MeterRegistry meters) {
        records = new Records(backbone.vault().secret(Vault.Key.POSTGRES));
        var database = records.config(CONNECTIONS);
        signingKey = folder.resolve("auth-signing-key.pem");
        var tokens = TokenConfig.withKey(signingKey);
        auth = AuthService.start(AuthConfig.onLoopback(0, List.of(), database, tokens), meters);
        keys = HttpKeySource.create(auth.keysUrl(), KEYS_DEADLINE);
        bus = backbone.centre();
        var ping = URI.create(gateway.toString().replaceFirst("^ws", "http") + "/ping");
        var config =
                MatchmakerConfig.onLoopback(
                        0,
                        List.of(),
                        database,
                        new MatchmakerConfig.TokenConfig(tokens.issuer(), tokens.audience()),
                        new RegionTable(
                                List.of(new Region(Backbone.REGION, "Frankfurt", FRANKFURT, ping))),
                        GeoIpConfig.NONE,
                        1,
                        auth.url());
        matchmaker =
                Matchmaker.start(
                        config,
                        new MatchmakerParts(bus, allocator, keys, Locator.at(FRANKFURT), meters));
    }

    static Centre start(
            Path folder,
            Backbone backbone,
            Allocator allocator,
            URI gateway,
            MeterRegistry meters) {
        return new Centre(folder, backbone, allocator, gateway, meters);
    }

    /** Where accounts and placements are. */
    Records records() {
        return records;
    }

    /** The file of the keys that sign tokens. */
    Path signingKey() {
        return signingKey;
    }

    URI auth() {
        return auth.url();
    }

    URI matchmaker() {
        return matchmaker.url();
    }

    @Override
    public void close() {
        matchmaker.close();
        bus.close();
        keys.close();
        auth.close();
    }
}
