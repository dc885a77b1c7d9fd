package dev.tankfleet.game.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.game.rules.ModeRules.ScoreRules;
import dev.tankfleet.game.rules.ModeRules.SpawnRules;

import org.junit.jupiter.api.Test;

import java.util.List;

final class RulesTest {

    private static final Rules HEIST = Rules.heist();

    @Test
    void makesTheQuickTanksThinAndTheThickOnesSlow() {
        TankRules light = HEIST.tank(TankType.LIGHT);
        TankRules medium = HEIST.tank(TankType.MEDIUM);
        TankRules heavy = HEIST.tank(TankType.HEAVY);

        assertThat(light.speedMax()).isGreaterThan(medium.speedMax());
        assertThat(medium.speedMax()).isGreaterThan(heavy.speedMax());
        assertThat(light.hullTurn()).isGreaterThan(medium.hullTurn());
        assertThat(medium.hullTurn()).isGreaterThan(heavy.hullTurn());
        assertThat(light.hitPoints()).isLessThan(medium.hitPoints());
        assertThat(medium.hitPoints()).isLessThan(heavy.hitPoints());
        assertThat(light.radiusMm()).isLessThan(medium.radiusMm());
        assertThat(medium.radiusMm()).isLessThan(heavy.radiusMm());
        assertThat(light.reloadTicks()).isLessThan(medium.reloadTicks());
        assertThat(medium.reloadTicks()).isLessThan(heavy.reloadTicks());
    }

    @Test
    void knowsTypesByName() {
        assertThat(TankType.named("light")).isEqualTo(TankType.LIGHT);
        assertThat(TankType.named("medium")).isEqualTo(TankType.MEDIUM);
        assertThat(TankType.named("heavy")).isEqualTo(TankType.HEAVY);
        assertThat(TankType.named("Heavy")).isNull();
        assertThat(TankType.named("")).isNull();
    }

    @Test
    void countsBotsByPeople() {
        BotRules filling = Rules.freeForAll().mode().bots();
        BotRules guards = HEIST.mode().bots();

        assertThat(filling.beside(0)).isEqualTo(8);
        assertThat(filling.beside(3)).isEqualTo(5);
        assertThat(filling.beside(16)).isZero();
        assertThat(guards.beside(1)).isEqualTo(4);
        assertThat(guards.beside(6)).isEqualTo(9);
        assertThat(guards.beside(9)).isEqualTo(10);
    }

    @Test
    void roundsUpHowManyMustGetOut() {
        var half = new Goal.Heist(600, 2, 500, 10, 250);

        assertThat(half.escapesNeeded(0)).isEqualTo(1);
        assertThat(half.escapesNeeded(1)).isEqualTo(1);
        assertThat(half.escapesNeeded(3)).isEqualTo(2);
        assertThat(half.escapesNeeded(6)).isEqualTo(3);
    }

    @Test
    void hasRoomForAllShellsThatATankCanHaveInTheAir() {
        for (TankRules tank : HEIST.tanks()) {
            for (ShellRules shell : HEIST.shells()) {
                int reload = HEIST.reloadTicks(tank.type().number(), shell.kind().number());
                assertThat(HEIST.shellsPerTankMax())
                        .isGreaterThanOrEqualTo(shell.flightTicks() / reload + 1);
            }
        }
    }

    @Test
    void refusesNumbersThatCannotBe() {
        ModeRules mode = HEIST.mode();
        List<TankRules> swapped =
                List.of(
                        HEIST.tank(TankType.MEDIUM),
                        HEIST.tank(TankType.LIGHT),
                        HEIST.tank(TankType.HEAVY));

        assertThatThrownBy(() -> new Rules(swapped, HEIST.shells(), mode, 15))
                .hasMessage("tanks: 0 (expected: in the order of types)");
        assertThatThrownBy(() -> new Armour(1_001, 0, 0, 0, 0))
                .hasMessage("frontPermille: 1001 (expected: 0 to 1000)");
        assertThatThrownBy(() -> new Armour(0, 0, 0, 16_385, 0))
                .hasMessage("frontArc: 16385 (expected: 0 to 16384)");
        assertThatThrownBy(() -> new Goal.Heist(0, 2, 500, 10, 250))
                .hasMessage("holdTicks: 0 (expected: > 0)");
        assertThatThrownBy(() -> new Goal.Heist(1, 2, 500, -1, 250))
                .hasMessage("lives: -1 (expected: >= 0)");
        assertThatThrownBy(() -> new Goal.Kills(0)).hasMessage("killsMax: 0 (expected: > 0)");
        assertThatThrownBy(() -> new ShellRules(ShellKind.AP, 1, 1, 1, 1, 1, 1, 1, 0, 1))
                .hasMessage("reloadPermille: 0 (expected: 1 to 5000)");
        assertThatThrownBy(() -> new SpawnRules(1, -1, 1))
                .hasMessage("botTicks: -1 (expected: >= 0)");
        assertThatThrownBy(() -> new ScoreRules(1, 1, -1, 1))
                .hasMessage("perHeldSecond: -1 (expected: >= 0)");
        assertThatThrownBy(() -> new BotRules(1, 0, 1, List.of(), List.of(TankType.LIGHT)))
                .hasMessage("skills: 0 (expected: > 0)");
        assertThatThrownBy(
                        () ->
                                new ModeRules(
                                        "m",
                                        List.of("bank"),
                                        8,
                                        6,
                                        1,
                                        0,
                                        mode.bots(),
                                        mode.spawn(),
                                        mode.score(),
                                        mode.goal()))
                .hasMessage("people and their bots: 15 (expected: at most seats)");
        assertThatThrownBy(() -> new BotSkill("x", 1, 0, 1, 1, 1, 1, 1, 1, 1))
                .hasMessage("aimErrorMax: 0 (expected: 1 to 16383)");
    }
}
