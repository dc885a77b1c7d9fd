package dev.tankfleet.gameserver.tick;

import dev.tankfleet.game.Simulation;
import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.Rules;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The games that this build can play. Stateless; every thread may call it. */
public final class Games {
    private static final String RULES_HASH = Simulation.rulesHash();

    private Games() {}

    /** The modes, as commands and status name them. */
    public static List<String> modes() {
        return Rules.all().stream().map(rules -> rules.mode().id()).toList();
    }

    /** Seats for people in the largest mode. */
    public static int peopleMax() {
        return Rules.all().stream().mapToInt(rules -> rules.mode().people()).max().orElseThrow();
    }

    /** The name of the rules that all modes of this build share. */
    public static String rulesHash() {
        return RULES_HASH;
    }

    /** The numbers of a mode; null if we do not know it. */
    public static @Nullable Rules rulesOf(String mode) {
        for (var rules : Rules.all()) {
            if (rules.mode().id().equals(mode)) {
                return rules;
            }
        }
        return null;
    }

    /**
     * The map of that name, or the one that the seed picks if none is named; null if the mode is
     * not played on it.
     */
    public static @Nullable GameMap mapOf(Rules rules, @Nullable String mapId, int seed) {
        if (mapId == null) {
            return Simulation.mapFor(rules.mode(), seed);
        }
        return rules.mode().maps().contains(mapId) ? Maps.named(mapId) : null;
    }
}
