package dev.tankfleet.proto.result;

import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.MalformedBody;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a finished match leaves behind. Published once per match, under its id, and stored exactly
 * once.
 *
 * @param matchId id of the match and of the message
 * @param serverId server that ran it to the end
 * @param region region of that server
 * @param mode game mode
 * @param map map id
 * @param epoch epoch under which it ended, at least 1,000
 * @param startedAtMs wall clock of its first tick, in ms since 1970
 * @param endedAtMs wall clock of its last tick, in ms since 1970
 * @param ticks ticks that were stepped
 * @param reason why it ended
 * @param players all who had a seat, at most {@value #PLAYERS_MAX}, bots left out
 */
public record MatchResult(
        String matchId,
        String serverId,
        String region,
        String mode,
        String map,
        int epoch,
        long startedAtMs,
        long endedAtMs,
        int ticks,
        Reason reason,
        List<PlayerScore> players) {
    public static final int SIZE_MAX_BYTES = 65_536;
    public static final int PLAYERS_MAX = 256;

    private static final int SCORE_MAX = 1_000_000;

    /** Why a match ended. */
    public enum Reason {
        TIME_LIMIT,
        KILL_LIMIT,
        /** Enough people got out of a heist. */
        ESCAPED,
        /** Nobody was left of those who wanted to get out. */
        WIPED,
        /** No human was left. */
        EMPTY,
        /** The server had to stop before the end. */
        ABORTED;

        /** The word in the body. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What one player did.
     *
     * @param playerId id of the player
     * @param kills tanks destroyed
     * @param deaths own tanks lost
     * @param score points
     */
    public record PlayerScore(String playerId, int kills, int deaths, int score) {}

    public MatchResult {
        players = List.copyOf(players);
    }

    /**
     * Reads a result.
     *
     * @throws MalformedBody if a field is missing or out of range
     */
    public static MatchResult read(byte[] body) throws MalformedBody {
        var f = Json.read(body, SIZE_MAX_BYTES);
        var players = new ArrayList<PlayerScore>();
        for (var p : f.objects("players", PLAYERS_MAX)) {
            players.add(
                    new PlayerScore(
                            p.id("player_id"),
                            p.integer("kills", 0, SCORE_MAX),
                            p.integer("deaths", 0, SCORE_MAX),
                            p.integer("score", -SCORE_MAX, SCORE_MAX)));
        }
        var word = f.text("reason", 32);
        Reason reason = null;
        for (var candidate : Reason.values()) {
            if (candidate.word().equals(word)) {
                reason = candidate;
            }
        }
        if (reason == null) {
            throw f.wrong(
                    "reason",
                    "another word",
                    "time_limit | kill_limit | escaped | wiped | empty | aborted");
        }
        return new MatchResult(
                f.id("match_id"),
                f.id("server_id"),
                f.id("region"),
                f.text("mode", 64),
                f.id("map"),
                f.integer("epoch", 0, Integer.MAX_VALUE),
                f.whole("started_at", 0, Long.MAX_VALUE),
                f.whole("ended_at", 0, Long.MAX_VALUE),
                f.integer("ticks", 0, Integer.MAX_VALUE),
                reason,
                players);
    }

    /** The body for the bus. */
    public byte[] write() {
        var json = Json.object();
        json.put("match_id", matchId).put("server_id", serverId).put("region", region);
        json.put("mode", mode).put("map", map).put("epoch", epoch);
        json.put("started_at", startedAtMs).put("ended_at", endedAtMs).put("ticks", ticks);
        json.put("reason", reason.word());
        var list = json.putArray("players");
        for (var player : players) {
            list.addObject()
                    .put("player_id", player.playerId())
                    .put("kills", player.kills())
                    .put("deaths", player.deaths())
                    .put("score", player.score());
        }
        return Json.write(json);
    }
}
