package dev.tankfleet.webclient.teavm;

import dev.tankfleet.game.SelfCheck;
import dev.tankfleet.game.Simulation;
import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.webclient.replay.Replay;

import org.teavm.jso.JSExport;
import org.teavm.jso.JSExportClasses;

/** The functions of the module; the page's thread calls them. */
@JSExportClasses(PredictedTank.class)
public final class GameModule {

    private GameModule() {}

    /** The name of the rules that this page plays by, as AUTH_OK names those of the server. */
    @JSExport
    public static String rulesHash() {
        return Simulation.rulesHash();
    }

    /** Whether this browser computes what every server computes; takes some ms. */
    @JSExport
    public static boolean isSound() {
        return SelfCheck.run() == SelfCheck.EXPECTED_HASH;
    }

    /** The hash of a match played by script; see {@link Replay#hash}. */
    @JSExport
    public static int replayHash(
            String mapId, String modeId, int seed, int people, int ticks, int[] script) {
        return Replay.hash(mapOf(mapId), rulesOf(modeId), seed, people, ticks, script);
    }

    static Rules rulesOf(String modeId) {
        for (var rules : Rules.all()) {
            if (rules.mode().id().equals(modeId)) {
                return rules;
            }
        }
        throw new IllegalArgumentException("mode: unknown to this page");
    }

    static GameMap mapOf(String id) {
        for (var map : Maps.all()) {
            if (map.id().equals(id)) {
                return map;
            }
        }
        throw new IllegalArgumentException("map: unknown to this page");
    }
}
