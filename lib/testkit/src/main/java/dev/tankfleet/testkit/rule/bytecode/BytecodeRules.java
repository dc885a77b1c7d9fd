package dev.tankfleet.testkit.rule.bytecode;

import dev.tankfleet.testkit.rule.HouseRule;

import java.util.List;

/** The list of rules over class files, in the order in which they are reported. */
public final class BytecodeRules {
    private BytecodeRules() {}

    /** Every rule over class files. */
    public static List<HouseRule> all() {
        return List.of(
                new CycleRule(),
                new WireRule(),
                new ProductRule(),
                new AgonesRule(),
                new ReleaseRule(),
                new HotPathRule());
    }
}
