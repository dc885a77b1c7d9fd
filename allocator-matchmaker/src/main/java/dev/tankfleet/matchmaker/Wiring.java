package dev.tankfleet.matchmaker;

import dev.tankfleet.identity.TokenRules;
import dev.tankfleet.identity.TokenVerifier;
import dev.tankfleet.matchmaker.allocation.AllocationMeters;
import dev.tankfleet.matchmaker.allocation.WarmSlots;
import dev.tankfleet.matchmaker.allocation.postgres.PostgresIntentStore;
import dev.tankfleet.matchmaker.command.CommandMeters;
import dev.tankfleet.matchmaker.command.Commander;
import dev.tankfleet.matchmaker.database.postgres.Database;
import dev.tankfleet.matchmaker.find.Find;
import dev.tankfleet.matchmaker.find.Find.FindParts;
import dev.tankfleet.matchmaker.locate.Region;
import dev.tankfleet.matchmaker.locate.maxmind.MaxMindLocator;
import dev.tankfleet.matchmaker.match.Seating;
import dev.tankfleet.matchmaker.page.PageFiles;
import dev.tankfleet.matchmaker.placement.Placements;
import dev.tankfleet.matchmaker.placement.SeatEnds;
import dev.tankfleet.matchmaker.placement.postgres.PostgresPlacementStore;
import dev.tankfleet.matchmaker.reconcile.ReconcileMeters;
import dev.tankfleet.matchmaker.reconcile.Reconciler;
import dev.tankfleet.matchmaker.reconcile.postgres.PostgresReconcileStore;
import dev.tankfleet.matchmaker.result.HistoryStore;
import dev.tankfleet.matchmaker.result.ResultFeed;
import dev.tankfleet.matchmaker.result.postgres.PostgresHistoryStore;
import dev.tankfleet.matchmaker.result.postgres.PostgresResultStore;
import dev.tankfleet.matchmaker.scaling.Scaling;
import dev.tankfleet.matchmaker.scaling.ScalingMeters;
import dev.tankfleet.matchmaker.scaling.http.ScalingWebhook;
import dev.tankfleet.matchmaker.server.ServerMeters;
import dev.tankfleet.matchmaker.server.ServerTable;
import dev.tankfleet.matchmaker.server.StatusFeed;
import dev.tankfleet.service.wire.RequestGate;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Puts the features together, in the order in which a find meets them last to first. Used once per
 * context.
 */
@Factory
final class Wiring {
    private final InstantSource clock = InstantSource.system();
    private final LongSupplier nanoClock = System::nanoTime;
    private final SecureRandom secureRandom = new SecureRandom();
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    @Singleton
    @Bean(preDestroy = "close")
    Database database(MatchmakerConfig config) {
        return Database.open(config.database());
    }

    @Singleton
    RequestGate gate(MatchmakerConfig config) {
        return new RequestGate(config.requestsMax());
    }

    @Singleton
    ServerTable table(MatchmakerConfig config) {
        return ServerTable.create(config.scoring(), random);
    }

    @Singleton
    TokenVerifier verifier(MatchmakerConfig config, MatchmakerParts parts) {
        var tokens = config.tokens();
        return TokenVerifier.create(
                TokenRules.accessTokens(tokens.issuer(), tokens.audience()), parts.keys());
    }

    @Singleton
    PageFiles page(MatchmakerConfig config) {
        return PageFiles.create(config.page());
    }

    @Singleton
    HistoryStore history(Database database) {
        return new PostgresHistoryStore(database);
    }

    @Singleton
    Features features(
            MatchmakerConfig config, MatchmakerParts parts, Database database, ServerTable table) {
        // First, since its port may be taken; it decides nothing before servers are heard.
        var endScaling = startScaling(config, parts, table);
        var registry = parts.registry();
        var placementStore = new PostgresPlacementStore(database);
        var placements = Placements.create(placementStore, UUID.randomUUID().toString(), nanoClock);
        var commander =
                Commander.create(
                        parts.bus(), config.command(), new CommandMeters(registry), nanoClock);
        var seating = seating(table, commander, placementStore);
        var serverMeters = new ServerMeters(registry);
        serverMeters.watch(
                table, config.regions().regions().stream().map(Region::name).toList(), nanoClock);

        var seatEnds = SeatEnds.start(placementStore, registry);
        var statuses =
                StatusFeed.start(
                        parts.bus(), table, seatEnds::onSeatsEnded, serverMeters, clock, nanoClock);
        var intents = new PostgresIntentStore(database);
        var warmSlots = warmSlots(config, parts, intents, table, commander);
        var results = ResultFeed.start(parts.bus(), new PostgresResultStore(database), registry);
        var reconciler =
                Reconciler.start(
                        new PostgresReconcileStore(database),
                        table,
                        config.warmSlots().unknownFor(),
                        new ReconcileMeters(registry),
                        nanoClock);
        var geoIp = MaxMindLocator.open(config.geoIp(), registry, nanoClock);
        var housekeeping =
                Housekeeping.start(table, seating, placementStore, intents, geoIp, nanoClock);

        var find =
                Find.create(
                        config.find(),
                        new FindParts(
                                config.regions(),
                                geoIp.orElse(parts.locator()),
                                table,
                                placements,
                                seating,
                                warmSlots,
                                clock,
                                nanoClock,
                                secureRandom,
                                registry));
        return new Features(
                find,
                new Running(
                        commander,
                        seatEnds,
                        statuses,
                        warmSlots,
                        results,
                        reconciler,
                        housekeeping,
                        endScaling));
    }

    /** What ends it; nothing where the operator wants no webhook. */
    private Runnable startScaling(
            MatchmakerConfig config, MatchmakerParts parts, ServerTable table) {
        var meters = new ScalingMeters(parts.registry());
        if (!config.scaling().webhook()) {
            return () -> {};
        }
        var scaling =
                Scaling.create(
                        config.scaling(),
                        config.warmSlots().slots(),
                        config.regions(),
                        table,
                        nanoClock);
        var webhook = ScalingWebhook.start(config.scaling(), scaling, meters);
        return webhook::close;
    }

    private Seating seating(
            ServerTable table, Commander commander, PostgresPlacementStore placements) {
        return Seating.create(
                table,
                commander,
                placements::attemptOf,
                () -> "m-" + UUID.randomUUID(),
                secureRandom::nextLong,
                nanoClock);
    }

    private WarmSlots warmSlots(
            MatchmakerConfig config,
            MatchmakerParts parts,
            PostgresIntentStore intents,
            ServerTable table,
            Commander commander) {
        return WarmSlots.start(
                config.warmSlots(),
                parts.allocator(),
                intents,
                table,
                commander,
                () -> "i-" + UUID.randomUUID(),
                new AllocationMeters(parts.registry()),
                nanoClock);
    }

    @Singleton
    Find find(Features features) {
        return features.find();
    }

    @Context
    @Bean(preDestroy = "close")
    Running running(Features features) {
        return features.running();
    }

    /** What was put together. */
    record Features(Find find, Running running) {}
}
