package dev.tankfleet.matchmaker.reconcile.postgres;

import dev.tankfleet.matchmaker.database.postgres.Database;
import dev.tankfleet.matchmaker.reconcile.Evidence;
import dev.tankfleet.matchmaker.reconcile.ReconcileStore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Mends rows in PostgreSQL, whose clock decides every age; an advisory lock lets one replica at a
 * time do so. Without state of its own; used by the reconciler's thread.
 */
public final class PostgresReconcileStore implements ReconcileStore {
    private static final String LOCK =
            "SELECT pg_try_advisory_xact_lock(hashtext('matchmaker.reconcile'), 0)";

    private static final String END_FORGOTTEN =
            """
            UPDATE matchmaker.placement
               SET state = 'ended', cause = 'not_placed', changed_at = now()
             WHERE state = 'placing' AND until < now() - make_interval(secs => ?)
            """;

    /** The result came before its placement was written, by a hair. */
    private static final String END_PLAYED =
            """
            UPDATE matchmaker.placement p
               SET state = 'ended', cause = 'result', changed_at = now()
              FROM matchmaker.match_result r
             WHERE p.state = 'live' AND p.changed_at < now() - make_interval(secs => ?)
               AND r.match_id = p.match_id AND r.epoch / 1000 >= p.attempt
            """;

    private static final String PLAYED =
            """
            SELECT DISTINCT region, server_id, match_id FROM matchmaker.placement
             WHERE state = 'live' AND changed_at < now() - make_interval(secs => ?)
            """;

    private static final String END_IN =
            """
            UPDATE matchmaker.placement p SET state = 'ended', cause = ?, changed_at = now()
              FROM unnest(?, ?) AS unplayed (server_id, match_id)
             WHERE p.state = 'live' AND p.changed_at < now() - make_interval(secs => ?)
               AND p.server_id = unplayed.server_id AND p.match_id = unplayed.match_id
            """;

    private static final String FAIL_UNKNOWN =
            """
            UPDATE matchmaker.allocation_intent
               SET state = 'failed', cause = 'no server showed it', changed_at = now()
             WHERE state = 'open' AND opened_at < now() - make_interval(secs => ?)
               AND intent <> ALL (?)
            """;

    private static final String ALLOCATED =
            """
            SELECT intent, region, server_id FROM matchmaker.allocation_intent
             WHERE state = 'allocated' AND changed_at < now() - make_interval(secs => ?)
            """;

    private static final String END_INTENTS =
            """
            UPDATE matchmaker.allocation_intent
               SET state = 'released', cause = 'its server does not show it', changed_at = now()
             WHERE state = 'allocated' AND intent = ANY (?)
            """;

    private static final String FIND =
            """
            UPDATE matchmaker.allocation_intent
               SET state = 'allocated', server_id = ?, cause = NULL, changed_at = now()
             WHERE intent = ? AND region = ?
               AND changed_at < now() - make_interval(secs => ?)
               AND (state <> 'allocated' OR server_id <> ?)
            """;

    private final Database database;

    /** A store over a database with the schema {@code matchmaker}. */
    public PostgresReconcileStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Mended> mend(Evidence evidence, Ages ages) {
        return database.inTransaction(
                connection ->
                        isOurTurn(connection)
                                ? Optional.of(mend(connection, evidence, ages))
                                : Optional.<Mended>empty());
    }

    private static boolean isOurTurn(Connection connection) throws SQLException {
        try (var lock = connection.prepareStatement(LOCK);
                var rows = lock.executeQuery()) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private static Mended mend(Connection connection, Evidence evidence, Ages ages)
            throws SQLException {
        int forgotten = update(connection, END_FORGOTTEN, ages.forgotten());
        int missed = update(connection, END_PLAYED, ages.settled());
        var lost = new ArrayList<List<String>>();
        var unplayed = new ArrayList<List<String>>();
        for (var played : select(connection, PLAYED, ages.settled(), 3)) {
            var server = played.get(1);
            var match = played.get(2);
            if (evidence.isGone(played.get(0), server)) {
                lost.add(played);
            } else if (evidence.isEmpty(server) || evidence.isUnplayed(server, match)) {
                unplayed.add(played);
            }
        }
        int serversLost = endIn(connection, lost, "server_lost", ages);
        int seatsLost = endIn(connection, unplayed, "seat_ended", ages);
        int intentsFound = find(connection, evidence, ages);
        int intentsLost = failUnknown(connection, evidence, ages);
        int intentsOver = endIntents(connection, evidence, ages);
        return new Mended(
                forgotten, missed, serversLost, seatsLost, intentsLost, intentsOver, intentsFound);
    }

    private static int endIn(
            Connection connection, List<List<String>> matches, String cause, Ages ages)
            throws SQLException {
        if (matches.isEmpty()) {
            return 0;
        }
        try (var update = connection.prepareStatement(END_IN)) {
            update.setString(1, cause);
            setTexts(update, 2, matches.stream().map(row -> row.get(1)).toList());
            setTexts(update, 3, matches.stream().map(row -> row.get(2)).toList());
            update.setDouble(4, seconds(ages.settled()));
            return update.executeUpdate();
        }
    }

    private static int find(Connection connection, Evidence evidence, Ages ages)
            throws SQLException {
        try (var update = connection.prepareStatement(FIND)) {
            for (var server : evidence.allocated()) {
                update.setString(1, server.serverId());
                update.setString(2, server.intent());
                update.setString(3, server.region());
                update.setDouble(4, seconds(ages.settled()));
                update.setString(5, server.serverId());
                update.addBatch();
            }
            int found = 0;
            for (int rows : update.executeBatch()) {
                found += Math.max(0, rows);
            }
            return found;
        }
    }

    private static int failUnknown(Connection connection, Evidence evidence, Ages ages)
            throws SQLException {
        try (var update = connection.prepareStatement(FAIL_UNKNOWN)) {
            update.setDouble(1, seconds(ages.unknown()));
            setTexts(update, 2, evidence.shownIntents());
            return update.executeUpdate();
        }
    }

    private static int endIntents(Connection connection, Evidence evidence, Ages ages)
            throws SQLException {
        var over = new ArrayList<String>();
        for (var row : select(connection, ALLOCATED, ages.settled(), 3)) {
            if (evidence.isOver(row.get(1), row.get(2), row.get(0))) {
                over.add(row.get(0));
            }
        }
        if (over.isEmpty()) {
            return 0;
        }
        try (var update = connection.prepareStatement(END_INTENTS)) {
            setTexts(update, 1, over);
            return update.executeUpdate();
        }
    }

    private static int update(Connection connection, String statement, Duration age)
            throws SQLException {
        try (var update = connection.prepareStatement(statement)) {
            update.setDouble(1, seconds(age));
            return update.executeUpdate();
        }
    }

    private static List<List<String>> select(
            Connection connection, String query, Duration age, int columns) throws SQLException {
        try (var select = connection.prepareStatement(query)) {
            select.setDouble(1, seconds(age));
            var found = new ArrayList<List<String>>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var row = new ArrayList<String>(columns);
                    for (int i = 1; i <= columns; i++) {
                        row.add(rows.getString(i));
                    }
                    found.add(row);
                }
            }
            return found;
        }
    }

    private static void setTexts(PreparedStatement statement, int index, Collection<String> texts)
            throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("text", texts.toArray()));
    }

    private static double seconds(Duration age) {
        return age.toMillis() / 1e3;
    }
}
