package dev.tankfleet.matchmaker.allocation.postgres;

import dev.tankfleet.matchmaker.allocation.IntentStore;
import dev.tankfleet.matchmaker.database.postgres.Database;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps intents in PostgreSQL. An advisory lock per region makes counting and writing one step over
 * all replicas. Without state of its own; shared by virtual threads.
 */
public final class PostgresIntentStore implements IntentStore {
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtext('matchmaker.allocation'), hashtext(?))";

    private static final String OPEN =
            """
            INSERT INTO matchmaker.allocation_intent (intent, region, state)
            SELECT ?, ?, 'open'
             WHERE (SELECT count(*) FROM matchmaker.allocation_intent
                     WHERE region = ? AND state = 'open') < ?
            """;

    private static final String SETTLE =
            """
            UPDATE matchmaker.allocation_intent
               SET state = ?, server_id = coalesce(?, server_id), cause = ?, changed_at = now()
             WHERE intent = ?
            """;

    private static final String FIND_OPEN =
            """
            SELECT intent, region, extract(epoch FROM now() - opened_at) * 1000
              FROM matchmaker.allocation_intent
             WHERE state = 'open' ORDER BY opened_at LIMIT ?
            """;

    private static final String PURGE =
            """
            DELETE FROM matchmaker.allocation_intent WHERE intent IN (
                SELECT intent FROM matchmaker.allocation_intent
                 WHERE state IN ('released', 'failed')
                   AND changed_at < now() - make_interval(secs => ?) LIMIT ?)
            """;

    private final Database database;

    /** A store over a database with the schema {@code matchmaker}. */
    public PostgresIntentStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean open(String intent, String region, int openMax) {
        return database.inTransaction(
                connection -> {
                    try (var lock = connection.prepareStatement(LOCK)) {
                        lock.setString(1, region);
                        lock.execute();
                    }
                    try (var insert = connection.prepareStatement(OPEN)) {
                        insert.setString(1, intent);
                        insert.setString(2, region);
                        insert.setString(3, region);
                        insert.setInt(4, openMax);
                        return insert.executeUpdate() == 1;
                    }
                });
    }

    @Override
    public void toAllocated(String intent, String serverId) {
        settle(intent, "allocated", serverId, null);
    }

    @Override
    public void toReleased(String intent) {
        settle(intent, "released", null, null);
    }

    @Override
    public void toFailed(String intent, String cause) {
        settle(intent, "failed", null, cause);
    }

    @Override
    public List<OpenIntent> findOpen(int max) {
        return database.run(
                connection -> {
                    try (var select = connection.prepareStatement(FIND_OPEN)) {
                        select.setInt(1, max);
                        var open = new ArrayList<OpenIntent>();
                        try (var rows = select.executeQuery()) {
                            while (rows.next()) {
                                open.add(
                                        new OpenIntent(
                                                rows.getString(1),
                                                rows.getString(2),
                                                Duration.ofMillis(rows.getLong(3))));
                            }
                        }
                        return open;
                    }
                });
    }

    @Override
    public int purge(Duration age, int max) {
        return database.run(
                connection -> {
                    try (var delete = connection.prepareStatement(PURGE)) {
                        delete.setDouble(1, age.toMillis() / 1e3);
                        delete.setInt(2, max);
                        return delete.executeUpdate();
                    }
                });
    }

    private void settle(
            String intent, String state, @Nullable String serverId, @Nullable String cause) {
        database.run(
                connection -> {
                    try (var update = connection.prepareStatement(SETTLE)) {
                        update.setString(1, state);
                        update.setString(2, serverId);
                        update.setString(3, cause);
                        update.setString(4, intent);
                        return update.executeUpdate();
                    }
                });
    }
}
