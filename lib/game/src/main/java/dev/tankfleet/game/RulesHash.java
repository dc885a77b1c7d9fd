package dev.tankfleet.game;

import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.rules.Rules;

import java.util.List;

/** Names what a match is played by, so that two builds can tell whether they play the same game. */
final class RulesHash {

    private static final int FIRST = 0x811C_9DC5;
    private static final int FACTOR = 0x0100_0193;

    private RulesHash() {}

    /**
     * The numbers of all modes and the maps in one half, what the code makes of them in the other:
     * a build whose code moves tanks in another way has another {@link SelfCheck#EXPECTED_HASH}.
     */
    static String of(List<Rules> modes, List<GameMap> maps) {
        int data = FIRST;
        for (Rules rules : modes) {
            data = mix(data, rules.toString());
        }
        for (GameMap map : maps) {
            data = mix(data, map.toString());
        }
        return hex(data) + hex(SelfCheck.EXPECTED_HASH);
    }

    private static int mix(int hash, String text) {
        int mixed = hash;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * FACTOR;
        }
        return mixed;
    }

    private static String hex(int value) {
        String digits = Integer.toHexString(value);
        return "0".repeat(8 - digits.length()) + digits;
    }
}
