package dev.tankfleet.gameserver.tick;

import dev.tankfleet.game.Simulation;
import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.Rules;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The games that this build can play. Stateless; every thread may call it. */
public final class Games {
    private Games() {}

    /** The modes, as commands and status name them. */
    public static List<String> modes() {
        return List.of(Rules.freeForAll().mode().id());
    }

    /** Seats of the largest mode. */
    public static int seatsMax() {
        return Rules.freeForAll().mode().seats();
    }

    /** The name of the rules that all modes of this build share. */
    public static String rulesHash() {
        return Simulation.rulesHash(Rules.freeForAll());
    }

    /** The numbers of a mode; null if we do not know it. */
    public static @Nullable Rules rulesOf(String mode) {
        var rules = Rules.freeForAll();
        return rules.mode().id().equals(mode) ? rules : null;
    }

    /** The map of that name, or the one of the mode if none is named; null if we do not know it. */
    public static @Nullable GameMap mapOf(@Nullable String mapId) {
        if (mapId == null) {
            return Maps.crossfire();
        }
        for (var map : Maps.all()) {
            if (map.id().equals(mapId)) {
                return map;
            }
        }
        return null;
    }
}
