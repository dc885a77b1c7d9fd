package dev.tankfleet.gameserver.tick;

import dev.tankfleet.game.view.TankView;
import dev.tankfleet.gameserver.seat.PlayerSeat;
import dev.tankfleet.proto.result.MatchResult;
import dev.tankfleet.proto.result.MatchResult.PlayerScore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people did in tanks that they left. Owned by the match's thread; at most {@link
 * MatchResult#PLAYERS_MAX} people.
 */
final class Scores {
    private final TankView tanks;

    // Owned by the match's thread.
    private final Map<String, PlayerScore> left = new LinkedHashMap<>();

    Scores(TankView tanks) {
        this.tanks = tanks;
    }

    /** Whether this many more people still fit into a result. */
    boolean hasRoomFor(int people) {
        return left.size() + people <= MatchResult.PLAYERS_MAX;
    }

    /** Notes what a seat's tank did, before it is taken away. */
    void keep(PlayerSeat seat) {
        if (seat.worldSeat() != PlayerSeat.NOT_DRIVING) {
            left.merge(seat.playerId(), scoreOf(seat), Scores::sum);
        }
    }

    /** The scores of all who left and of those who sit. */
    List<PlayerScore> with(List<PlayerSeat> seats) {
        var all = new LinkedHashMap<>(left);
        for (var seat : seats) {
            if (seat.worldSeat() != PlayerSeat.NOT_DRIVING) {
                all.merge(seat.playerId(), scoreOf(seat), Scores::sum);
            }
        }
        return new ArrayList<>(all.values());
    }

    private PlayerScore scoreOf(PlayerSeat seat) {
        int at = seat.worldSeat();
        return new PlayerScore(seat.playerId(), tanks.kills(at), tanks.deaths(at), tanks.score(at));
    }

    private static PlayerScore sum(PlayerScore one, PlayerScore other) {
        return new PlayerScore(
                one.playerId(),
                one.kills() + other.kills(),
                one.deaths() + other.deaths(),
                one.score() + other.score());
    }
}
