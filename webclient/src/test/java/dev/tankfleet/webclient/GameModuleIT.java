package dev.tankfleet.webclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.PlaywrightException;

import dev.tankfleet.game.Simulation;
import dev.tankfleet.game.map.GameMap;
import dev.tankfleet.game.map.Maps;
import dev.tankfleet.game.rules.Rules;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.webclient.replay.Replay;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The game that the browser runs is the game that the server runs. */
@NeedsProgram(Program.CHROMIUM)
final class GameModuleIT {
    private static final int SEEDS = 3;
    private static final int TICKS = 1_000;
    private static final int PEOPLE = 6;
    private static final int CHANGES = 2_000;

    /** It holds 52 KB; whatever brings in patterns, locales or streams is three times as large. */
    private static final long SIZE_MAX = 100_000;

    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @Test
    void comesToTheSameHashAfterAThousandTicksAsTheJvm() {
        var hashes = new HashSet<Integer>();
        int matches = 0;
        for (var rules : Rules.all()) {
            for (var mapId : rules.mode().maps()) {
                for (int seed = 1; seed <= SEEDS; seed++) {
                    int[] script = script(seed);
                    var map = map(mapId);

                    int here = Replay.hash(map, rules, seed, PEOPLE, TICKS, script);
                    assertThat(hashInBrowser(map, rules, seed, script))
                            .as("%s on %s, seed %d", rules.mode().id(), mapId, seed)
                            .isEqualTo(here);
                    hashes.add(here);
                    matches++;
                }
            }
        }

        assertThat(hashes).hasSize(matches);
    }

    @Test
    void tellsAScriptThatDiffersInOneInput() {
        int[] script = script(1);
        int before = hashInBrowser(Maps.crossfire(), Rules.freeForAll(), 1, script);
        script[2] = -script[2] - 1;

        assertThat(hashInBrowser(Maps.crossfire(), Rules.freeForAll(), 1, script))
                .isNotEqualTo(before);
    }

    @Test
    void isSmallEnoughToLoadWithThePage() {
        assertThat(Browser.FILES.resolve("js/game.js")).isNotEmptyFile();
        assertThat(Browser.FILES.resolve("js/game.js").toFile().length()).isLessThan(SIZE_MAX);
    }

    @Test
    void namesTheSameRules() {
        assertThat(browser.call("game => game.rulesHash()", List.of()))
                .isEqualTo(Simulation.rulesHash());
    }

    @Test
    void findsItselfSound() {
        assertThat(browser.call("game => game.isSound()", List.of())).isEqualTo(true);
    }

    @Test
    void refusesAMapThatItDoesNotKnow() {
        assertThatThrownBy(
                        () ->
                                browser.call(
                                        "game => new game.PredictedTank('nowhere', 'free_for_all')",
                                        List.of()))
                .isInstanceOf(PlaywrightException.class)
                .hasMessageContaining("unknown to this page");
    }

    private static GameMap map(String id) {
        return Maps.all().stream().filter(map -> map.id().equals(id)).findFirst().orElseThrow();
    }

    private static int hashInBrowser(GameMap map, Rules rules, int seed, int[] script) {
        var answer =
                browser.call(
                        "(game, a) => game.replayHash(a.map, a.mode, a.seed, a.people, a.ticks, new"
                                + " Int32Array(a.script))",
                        Map.of(
                                "map",
                                map.id(),
                                "mode",
                                rules.mode().id(),
                                "seed",
                                seed,
                                "people",
                                PEOPLE,
                                "ticks",
                                TICKS,
                                "script",
                                Arrays.stream(script).boxed().toList()));
        return ((Number) answer).intValue();
    }

    /** People who change their minds at random, all over the time and the range of each number. */
    private static int[] script(int seed) {
        var random = new Random(seed);
        int[] ticks = random.ints(CHANGES, 0, TICKS).sorted().toArray();
        int[] script = new int[CHANGES * Replay.ROW];
        for (int i = 0; i < CHANGES; i++) {
            script[i * Replay.ROW] = ticks[i];
            script[i * Replay.ROW + 1] = random.nextInt(PEOPLE);
            script[i * Replay.ROW + 2] = random.nextInt(-1_000, 1_001);
            script[i * Replay.ROW + 3] = random.nextInt(-1_000, 1_001);
            script[i * Replay.ROW + 4] = random.nextInt(65_536);
            script[i * Replay.ROW + 5] = random.nextInt(2);
            script[i * Replay.ROW + 6] = random.nextInt(2);
        }
        return script;
    }
}
