package dev.tankfleet.testkit.rule;

import java.util.List;

/** One rule of the house. Implementations hold no state, so a rule may look at many modules. */
public interface HouseRule {
    /** The rule in one sentence; it names the test. */
    String sentence();

    /**
     * Looks at a module.
     *
     * @param tree sources and classes of the module
     * @return every place that breaks the rule, empty when none does
     */
    List<Violation> violations(ModuleTree tree);
}
