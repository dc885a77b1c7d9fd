package dev.tankfleet.gameserver.host;

import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.gameserver.tick.Games;
import dev.tankfleet.gameserver.tick.MatchPlan;
import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.proto.command.Epochs;
import dev.tankfleet.proto.command.ServerCommand.PrepareMatch;
import dev.tankfleet.route.Route;

/**
 * Who runs the matches, and under which name.
 *
 * @param serverId this server
 * @param instance this process
 * @param region region that it stands in
 * @param regionKey key of the resume tokens, the same for all servers of the region
 */
public record HostIdentity(
        String serverId, String instance, String region, RotatingSecret regionKey) {
    /** The seed of the simulation, which also picks the map. */
    static int seedOf(PrepareMatch command) {
        return (int) (command.seed() ^ (command.seed() >>> Integer.SIZE));
    }

    /** What the match is made from if we own it. */
    public MatchPlan planFor(PrepareMatch command, Rules rules, GameMap map, int seed) {
        return new MatchPlan(
                command.matchId(),
                serverId,
                instance,
                Epochs.firstOf(command.attempt()),
                rules,
                Games.rulesHash(),
                map,
                seed,
                command.seats(),
                command.joinWithin(),
                regionKey.values());
    }

    /** The route that says that we own it. */
    public Route routeFor(MatchPlan plan, int attempt) {
        return new Route(
                plan.matchId(),
                serverId,
                instance,
                attempt,
                plan.epoch(),
                Route.State.PLAYING,
                plan.rulesHash());
    }
}
