package dev.tankfleet.testkit.rule.bytecode;

import com.tngtech.archunit.core.domain.Dependency;

import dev.tankfleet.testkit.rule.ModuleTree;

import java.util.Optional;

/** The edge is {@code wire}: it imports the features, never the reverse. Only wiring knows both. */
final class WireRule extends DependencyRule {
    @Override
    public String sentence() {
        return "nothing but the root of a module imports wire";
    }

    @Override
    Optional<String> advice(ModuleTree tree, Dependency dependency) {
        var from = dependency.getOriginClass();
        var to = dependency.getTargetClass();
        var isOurs = isWithin(to.getPackageName(), tree.basePackage());
        if (!isOurs || !isWire(tree, to.getPackageName())) {
            return Optional.empty();
        }
        var mayKnow =
                isWire(tree, from.getPackageName())
                        || from.getPackageName().equals(tree.basePackage());
        return mayKnow
                ? Optional.empty()
                : Optional.of(
                        "uses "
                                + to.getName()
                                + "; let the feature own an interface that wire implements");
    }

    private static boolean isWire(ModuleTree tree, String packageName) {
        return isWithin(packageName, tree.basePackage() + ".wire");
    }
}
