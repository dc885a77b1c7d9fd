package dev.tankfleet.matchmaker.result.postgres;

import dev.tankfleet.matchmaker.database.postgres.Database;
import dev.tankfleet.matchmaker.result.ResultStore;
import dev.tankfleet.proto.command.Epochs;
import dev.tankfleet.proto.result.MatchResult;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;

/** Keeps results in PostgreSQL. Without state of its own; used by the consumer's thread. */
public final class PostgresResultStore implements ResultStore {
    private static final String STORE_RESULT =
            """
            INSERT INTO matchmaker.match_result AS r
                (match_id, server_id, region, mode, map, epoch, started_at, ended_at, ticks, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (match_id) DO UPDATE
               SET server_id = EXCLUDED.server_id, region = EXCLUDED.region, mode = EXCLUDED.mode,
                   map = EXCLUDED.map, epoch = EXCLUDED.epoch, started_at = EXCLUDED.started_at,
                   ended_at = EXCLUDED.ended_at, ticks = EXCLUDED.ticks, reason = EXCLUDED.reason
             WHERE r.epoch < EXCLUDED.epoch
            """;

    private static final String DROP_SCORES =
            """
            DELETE FROM matchmaker.match_score WHERE match_id = ?
            """;

    private static final String STORE_SCORE =
            """
            INSERT INTO matchmaker.match_score (match_id, player_id, kills, deaths, score, ended_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (match_id, player_id) DO NOTHING
            """;

    /**
     * In the same transaction: a stored result frees its players, and nothing else does it again.
     * Not those whom a later attempt to make the match has seated elsewhere.
     */
    private static final String END_PLACEMENTS =
            """
            UPDATE matchmaker.placement SET state = 'ended', cause = 'result', changed_at = now()
             WHERE match_id = ? AND attempt <= ? AND state = 'live'
            """;

    private final Database database;

    /** A store over a database with the schema {@code matchmaker}. */
    public PostgresResultStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean store(MatchResult result) {
        return database.inTransaction(
                connection -> {
                    if (!storeResult(connection, result)) {
                        return false;
                    }
                    dropScores(connection, result.matchId());
                    storeScores(connection, result);
                    endPlacements(connection, result);
                    return true;
                });
    }

    private static boolean storeResult(Connection connection, MatchResult result)
            throws SQLException {
        try (var insert = connection.prepareStatement(STORE_RESULT)) {
            insert.setString(1, result.matchId());
            insert.setString(2, result.serverId());
            insert.setString(3, result.region());
            insert.setString(4, result.mode());
            insert.setString(5, result.map());
            insert.setInt(6, result.epoch());
            insert.setTimestamp(7, new Timestamp(result.startedAtMs()));
            insert.setTimestamp(8, new Timestamp(result.endedAtMs()));
            insert.setInt(9, result.ticks());
            insert.setString(10, result.reason().word());
            return insert.executeUpdate() == 1;
        }
    }

    private static void storeScores(Connection connection, MatchResult result) throws SQLException {
        try (var insert = connection.prepareStatement(STORE_SCORE)) {
            for (var player : result.players()) {
                insert.setString(1, result.matchId());
                insert.setString(2, player.playerId());
                insert.setInt(3, player.kills());
                insert.setInt(4, player.deaths());
                insert.setInt(5, player.score());
                insert.setTimestamp(6, new Timestamp(result.endedAtMs()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** What the server of an attempt that was given up has said of the same match. */
    private static void dropScores(Connection connection, String matchId) throws SQLException {
        try (var delete = connection.prepareStatement(DROP_SCORES)) {
            delete.setString(1, matchId);
            delete.executeUpdate();
        }
    }

    private static void endPlacements(Connection connection, MatchResult result)
            throws SQLException {
        try (var update = connection.prepareStatement(END_PLACEMENTS)) {
            update.setString(1, result.matchId());
            update.setInt(2, Epochs.attemptOf(result.epoch()));
            update.executeUpdate();
        }
    }
}
