package dev.tankfleet.gameserver.tick;

import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.proto.command.Seat;

import java.time.Duration;
import java.util.List;

/**
 * What a match is made from.
 *
 * @param matchId id of the match
 * @param serverId this server
 * @param instance this process
 * @param epoch epoch under which we own it
 * @param rules numbers of the game
 * @param rulesHash name of the rules
 * @param map where it is played
 * @param seed seed of the simulation
 * @param seats seats to prepare, at most those of the mode
 * @param joinWithin time until an unjoined seat ends
 * @param regionKeys keys of the resume tokens as they were when the match was made: the first seals
 *     them, each of them opens them
 */
public record MatchPlan(
        String matchId,
        String serverId,
        String instance,
        int epoch,
        Rules rules,
        String rulesHash,
        GameMap map,
        int seed,
        List<Seat> seats,
        Duration joinWithin,
        List<Secret> regionKeys) {
    public MatchPlan {
        regionKeys = List.copyOf(regionKeys);
        seats = List.copyOf(seats);
    }
}
