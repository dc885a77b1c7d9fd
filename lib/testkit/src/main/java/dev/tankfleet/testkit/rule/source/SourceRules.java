package dev.tankfleet.testkit.rule.source;

import dev.tankfleet.testkit.rule.HouseRule;

import java.util.List;

/** The list of rules over sources, in the order in which they are reported. */
public final class SourceRules {
    private SourceRules() {}

    /** Every rule over sources. */
    public static List<HouseRule> all() {
        return List.of(
                new LengthRule(),
                new PackageRule(),
                new LeftoverRule(),
                new CatchRule(),
                new SuppressionRule(),
                new TestNameRule(),
                new SleepRule());
    }
}
