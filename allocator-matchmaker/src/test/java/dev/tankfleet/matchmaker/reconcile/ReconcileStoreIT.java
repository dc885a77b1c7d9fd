package dev.tankfleet.matchmaker.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.matchmaker.database.postgres.Database;
import dev.tankfleet.matchmaker.reconcile.ReconcileStore.Ages;
import dev.tankfleet.matchmaker.reconcile.ReconcileStore.Mended;
import dev.tankfleet.matchmaker.reconcile.postgres.PostgresReconcileStore;
import dev.tankfleet.matchmaker.server.SeenServer;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.proto.status.ServerState;
import dev.tankfleet.service.postgres.DatabaseConfig;
import dev.tankfleet.testkit.postgres.TestDatabase;
import dev.tankfleet.testkit.postgres.TestPostgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What is mended, and what is left alone, on a real PostgreSQL. */
final class ReconcileStoreIT {
    private static final Ages AGES =
            new Ages(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10));

    private final TestDatabase server = TestPostgres.freshDatabase();
    private final Database database =
            Database.open(
                    new DatabaseConfig(
                            server.jdbcUrl(), server.user(), Secret.of(server.password()), 4));
    private final ReconcileStore store = new PostgresReconcileStore(database);

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void endsFindsWhoseProcessDied() {
        placing("anna", 20);
        placing("bob", 0);

        assertThat(mend().findsForgotten()).isEqualTo(1);
        assertThat(text("SELECT cause FROM matchmaker.placement WHERE player_id = 'anna'"))
                .isEqualTo("not_placed");
        assertThat(text("SELECT state FROM matchmaker.placement WHERE player_id = 'bob'"))
                .isEqualTo("placing");
    }

    @Test
    void endsPlacementsOnServersThatAreGoneOrRunNothing() {
        live("anna", "eu-gone", 20);
        live("bob", "eu-empty", 20);
        live("carl", "eu-busy", 20);
        live("dora", "us-silent", 20);
        live("emil", "eu-gone", 0);

        var mended =
                mend(
                        seen("eu-empty", ServerState.ALLOCATED, "i1", true),
                        seen("eu-busy", ServerState.ALLOCATED, "i2", false));

        assertThat(mended.serversLost()).isEqualTo(1);
        assertThat(mended.seatsLost()).isEqualTo(1);
        assertThat(
                        text(
                                "SELECT string_agg(player_id, ' ' ORDER BY player_id) FROM"
                                        + " matchmaker.placement WHERE state = 'live'"))
                .isEqualTo("carl dora emil");
    }

    @Test
    void endsPlacementsInMatchesThatTheirServerDoesNotRun() {
        live("anna", "eu-busy", 20);
        live("bob", "eu-busy", 20);
        live("carl", "eu-busy", 0);
        var busy =
                new SeenServer(
                        "eu-busy", "eu", ServerState.ALLOCATED, "i1", false, Set.of("m-bob"));

        assertThat(mend(busy).seatsLost()).isEqualTo(1);
        assertThat(
                        text(
                                "SELECT string_agg(player_id, ' ' ORDER BY player_id) FROM"
                                        + " matchmaker.placement WHERE state = 'live'"))
                .isEqualTo("bob carl");
    }

    @Test
    void endsPlacementsWhoseResultCameBeforeThem() {
        live("anna", "eu-busy", 20);
        run(
                """
                INSERT INTO matchmaker.match_result VALUES
                    ('m-anna', 'eu-busy', 'eu', 'duel', 'arena', 1000, now(), now(), 1, 'empty')
                """);

        assertThat(mend(seen("eu-busy", ServerState.ALLOCATED, "i2", false)).endsMissed())
                .isEqualTo(1);
    }

    @Test
    void settlesIntentsByWhatTheServersShow() {
        intent("i-lost", "open", "", 20);
        intent("i-shown", "open", "", 20);
        intent("i-young", "open", "", 0);
        intent("i-back", "allocated", "eu-ready", 20);
        intent("i-kept", "allocated", "eu-kept", 20);
        intent("i-given-up", "failed", "", 20);

        var mended =
                mend(
                        seen("eu-a", ServerState.ALLOCATED, "i-shown", true),
                        seen("eu-ready", ServerState.READY, "i-back", true),
                        seen("eu-kept", ServerState.ALLOCATED, "i-kept", true),
                        seen("eu-b", ServerState.ALLOCATED, "i-given-up", true));

        assertThat(mended).isEqualTo(new Mended(0, 0, 0, 0, 1, 1, 2));
        assertThat(
                        text(
                                "SELECT string_agg(intent || '=' || state, ' ' ORDER BY intent)"
                                        + " FROM matchmaker.allocation_intent"))
                .isEqualTo(
                        "i-back=released i-given-up=allocated i-kept=allocated i-lost=failed"
                                + " i-shown=allocated i-young=open");
    }

    @Test
    void leavesTheWorkToTheReplicaThatIsAtIt() throws SQLException {
        placing("anna", 20);
        try (var other = server.dataSource().getConnection();
                var statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtext('matchmaker.reconcile'), 0)");

            assertThat(store.mend(Evidence.of(List.of(), true), AGES)).isEmpty();
        }
    }

    private Mended mend(SeenServer... seen) {
        return store.mend(Evidence.of(List.of(seen), true), AGES).orElseThrow();
    }

    private static SeenServer seen(
            String serverId, ServerState state, String intent, boolean isEmpty) {
        return new SeenServer(serverId, serverId.substring(0, 2), state, intent, isEmpty, null);
    }

    private void placing(String player, int overSinceS) {
        run(
                """
                INSERT INTO matchmaker.placement (placement_id, player_id, mode, state, owner, until)
                VALUES (gen_random_uuid(), '%s', 'duel', 'placing', 'p', now() - interval '%d s')
                """
                        .formatted(player, overSinceS));
    }

    private void live(String player, String serverId, int ageS) {
        run(
                """
                INSERT INTO matchmaker.placement (placement_id, player_id, mode, state, owner, until,
                    match_id, server_id, region, attempt, changed_at)
                VALUES (gen_random_uuid(), '%1$s', 'duel', 'live', 'p', now(),
                    'm-%1$s', '%2$s', '%3$s', 1, now() - interval '%4$d s')
                """
                        .formatted(player, serverId, serverId.substring(0, 2), ageS));
    }

    private void intent(String intent, String state, String serverId, int ageS) {
        run(
                """
                INSERT INTO matchmaker.allocation_intent
                VALUES ('%1$s', 'eu', '%2$s', nullif('%3$s', ''), NULL,
                    now() - interval '%4$d s', now() - interval '%4$d s')
                """
                        .formatted(intent, state, serverId, ageS));
    }

    private void run(String statement) {
        database.run(
                connection -> {
                    try (var update = connection.createStatement()) {
                        return update.executeUpdate(statement);
                    }
                });
    }

    private String text(String query) {
        return database.run(
                connection -> {
                    try (var select = connection.createStatement();
                            var rows = select.executeQuery(query)) {
                        rows.next();
                        return rows.getString(1);
                    }
                });
    }
}
