package dev.tankfleet.matchmaker.placement.postgres;

import dev.tankfleet.matchmaker.database.postgres.Database;
import dev.tankfleet.matchmaker.placement.Placement;
import dev.tankfleet.matchmaker.placement.Placement.Cause;
import dev.tankfleet.matchmaker.placement.Placement.Live;
import dev.tankfleet.matchmaker.placement.Placement.Placing;
import dev.tankfleet.matchmaker.placement.PlacementStore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Keeps placements in PostgreSQL, whose partial unique index decides every race and whose clock
 * decides every expiry. Without state of its own; shared by request threads.
 */
public final class PostgresPlacementStore implements PlacementStore {
    /** Takes the row if there is none, or if its owner has let its time pass. */
    private static final String BEGIN =
            """
            INSERT INTO matchmaker.placement AS p (placement_id, player_id, mode, state, owner, until)
            VALUES (?, ?, ?, 'placing', ?, now() + make_interval(secs => ?))
            ON CONFLICT (player_id, mode) WHERE state <> 'ended' DO UPDATE
               SET placement_id = EXCLUDED.placement_id, owner = EXCLUDED.owner,
                   until = EXCLUDED.until, changed_at = now()
             WHERE p.state = 'placing' AND p.until < now()
            """;

    private static final String FIND =
            """
            SELECT placement_id, state, match_id, server_id, region, attempt
              FROM matchmaker.placement
             WHERE player_id = ? AND mode = ? AND state <> 'ended'
            """;

    private static final String TO_LIVE =
            """
            UPDATE matchmaker.placement
               SET state = 'live', match_id = ?, server_id = ?, region = ?, attempt = ?,
                   changed_at = now()
             WHERE placement_id = ? AND owner = ? AND state = 'placing'
            """;

    private static final String END =
            """
            UPDATE matchmaker.placement SET state = 'ended', cause = ?, changed_at = now()
             WHERE placement_id = ? AND state <> 'ended'
            """;

    private static final String END_SEAT =
            """
            UPDATE matchmaker.placement SET state = 'ended', cause = ?, changed_at = now()
             WHERE match_id = ? AND player_id = ? AND region = ? AND state = 'live'
            """;

    private static final String ATTEMPT =
            """
            SELECT max(attempt) FROM matchmaker.placement WHERE match_id = ?
            """;

    private static final String PURGE =
            """
            DELETE FROM matchmaker.placement WHERE placement_id IN (
                SELECT placement_id FROM matchmaker.placement
                 WHERE state = 'ended' AND changed_at < now() - make_interval(secs => ?) LIMIT ?)
            """;

    private final Database database;

    /** A store over a database with the schema {@code matchmaker}. */
    public PostgresPlacementStore(Database database) {
        this.database = database;
    }

    @Override
    public Begun begin(String playerId, String mode, String owner, Duration placingMax) {
        var placing = new Placing(UUID.randomUUID(), owner);
        return database.run(
                connection -> {
                    try (var insert = connection.prepareStatement(BEGIN)) {
                        insert.setObject(1, placing.id());
                        insert.setString(2, playerId);
                        insert.setString(3, mode);
                        insert.setString(4, owner);
                        insert.setDouble(5, placingMax.toMillis() / 1e3);
                        if (insert.executeUpdate() == 1) {
                            return new Begun.Ours(placing);
                        }
                    }
                    return find(connection, playerId, mode);
                });
    }

    @Override
    public boolean toLive(Placing placing, Live live) {
        return database.run(
                connection -> {
                    try (var update = connection.prepareStatement(TO_LIVE)) {
                        update.setString(1, live.matchId());
                        update.setString(2, live.serverId());
                        update.setString(3, live.region());
                        update.setInt(4, live.attempt());
                        update.setObject(5, placing.id());
                        update.setString(6, placing.owner());
                        return update.executeUpdate() == 1;
                    }
                });
    }

    @Override
    public void end(Placement placement, Cause cause) {
        database.run(
                connection -> {
                    try (var update = connection.prepareStatement(END)) {
                        update.setString(1, word(cause));
                        update.setObject(2, placement.id());
                        return update.executeUpdate();
                    }
                });
    }

    @Override
    public void endSeat(String region, String matchId, String playerId) {
        database.run(
                connection -> {
                    try (var update = connection.prepareStatement(END_SEAT)) {
                        update.setString(1, word(Cause.SEAT_ENDED));
                        update.setString(2, matchId);
                        update.setString(3, playerId);
                        update.setString(4, region);
                        return update.executeUpdate();
                    }
                });
    }

    @Override
    public OptionalInt attemptOf(String matchId) {
        return database.run(
                connection -> {
                    try (var select = connection.prepareStatement(ATTEMPT)) {
                        select.setString(1, matchId);
                        try (var rows = select.executeQuery()) {
                            rows.next();
                            int attempt = rows.getInt(1);
                            return rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(attempt);
                        }
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

    private static Begun find(Connection connection, String playerId, String mode)
            throws SQLException {
        try (var select = connection.prepareStatement(FIND)) {
            select.setString(1, playerId);
            select.setString(2, mode);
            try (var rows = select.executeQuery()) {
                // Gone again since the insert: the caller comes back.
                if (!rows.next() || !rows.getString("state").equals("live")) {
                    return new Begun.Busy();
                }
                return new Begun.HasSeat(
                        new Live(
                                rows.getObject("placement_id", UUID.class),
                                rows.getString("match_id"),
                                rows.getString("server_id"),
                                rows.getString("region"),
                                rows.getInt("attempt")));
            }
        }
    }

    private static String word(Cause cause) {
        return cause.name().toLowerCase(Locale.ROOT);
    }
}
