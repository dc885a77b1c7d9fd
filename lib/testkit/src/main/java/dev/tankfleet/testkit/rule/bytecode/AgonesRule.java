package dev.tankfleet.testkit.rule.bytecode;

import com.tngtech.archunit.core.domain.Dependency;

import dev.tankfleet.testkit.rule.ModuleTree;

import java.util.Optional;

/** The Agones libraries are of use to anyone, so they lean on nothing of ours. */
final class AgonesRule extends DependencyRule {
    private static final String OURS = "dev.tankfleet";
    private static final String AGONES = "dev.tankfleet.agones";

    @Override
    public String sentence() {
        return "nothing under agones imports the rest of Tankfleet";
    }

    @Override
    Optional<String> advice(ModuleTree tree, Dependency dependency) {
        var to = dependency.getTargetClass();
        var isStray =
                isWithin(tree.basePackage(), AGONES)
                        && isWithin(to.getPackageName(), OURS)
                        && !isWithin(to.getPackageName(), AGONES);
        return isStray
                ? Optional.of("uses " + to.getName() + "; a library for everyone cannot")
                : Optional.empty();
    }
}
