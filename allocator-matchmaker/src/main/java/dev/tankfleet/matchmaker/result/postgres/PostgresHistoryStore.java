package dev.tankfleet.matchmaker.result.postgres;

import dev.tankfleet.matchmaker.database.postgres.Database;
import dev.tankfleet.matchmaker.result.HistoryCursor;
import dev.tankfleet.matchmaker.result.HistoryStore;
import dev.tankfleet.matchmaker.result.PlayedMatch;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;

/** Reads results from PostgreSQL. Without state of its own; request threads ask. */
public final class PostgresHistoryStore implements HistoryStore {
    /**
     * The index of the scores has this order, so that a long history costs no more than a short.
     */
    private static final String MATCHES =
            """
            SELECT r.match_id, r.mode, r.map, r.region, r.started_at, r.ended_at, r.reason,
                   s.kills, s.deaths, s.score, others.place, others.players
              FROM matchmaker.match_score s
              JOIN matchmaker.match_result r USING (match_id)
             CROSS JOIN LATERAL (
                   SELECT 1 + count(*) FILTER (WHERE o.score > s.score) AS place, count(*) AS players
                     FROM matchmaker.match_score o WHERE o.match_id = s.match_id) others
             WHERE s.player_id = ? AND (s.ended_at, s.match_id COLLATE "C") < (?, ?)
             ORDER BY s.ended_at DESC, s.match_id COLLATE "C" DESC
             LIMIT ?
            """;

    /** End of the year 9999, after every result. */
    private static final HistoryCursor NEWEST = new HistoryCursor(253_402_300_799_999L, "~");

    private final Database database;

    /** A store over a database with the schema {@code matchmaker}. */
    public PostgresHistoryStore(Database database) {
        this.database = database;
    }

    @Override
    public List<PlayedMatch> matchesOf(String playerId, @Nullable HistoryCursor before, int limit) {
        var from = before == null ? NEWEST : before;
        return database.run(
                connection -> {
                    try (var select = connection.prepareStatement(MATCHES)) {
                        select.setString(1, playerId);
                        select.setTimestamp(2, new Timestamp(from.endedAtMs()));
                        select.setString(3, from.matchId());
                        select.setInt(4, limit);
                        return read(select.executeQuery());
                    }
                });
    }

    private static List<PlayedMatch> read(ResultSet rows) throws SQLException {
        var matches = new ArrayList<PlayedMatch>();
        while (rows.next()) {
            matches.add(
                    new PlayedMatch(
                            rows.getString("match_id"),
                            rows.getString("mode"),
                            rows.getString("map"),
                            rows.getString("region"),
                            rows.getTimestamp("started_at").toInstant(),
                            rows.getTimestamp("ended_at").toInstant(),
                            rows.getString("reason"),
                            rows.getInt("kills"),
                            rows.getInt("deaths"),
                            rows.getInt("score"),
                            rows.getInt("place"),
                            rows.getInt("players")));
        }
        return matches;
    }
}
