package dev.tankfleet.testkit.rule.bytecode;

import com.tngtech.archunit.core.domain.Dependency;

import dev.tankfleet.testkit.rule.HouseRule;
import dev.tankfleet.testkit.rule.ModuleTree;
import dev.tankfleet.testkit.rule.Violation;

import java.util.List;
import java.util.Optional;

/** A rule that judges each dependency of a written class by itself. Stateless. */
abstract class DependencyRule implements HouseRule {
    @Override
    public final List<Violation> violations(ModuleTree tree) {
        return tree.written().stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .flatMap(
                        dependency ->
                                advice(tree, dependency)
                                        .map(text -> Violation.at(dependency, text))
                                        .stream())
                .distinct()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
    }

    /** What is wrong with the dependency, if anything is. */
    abstract Optional<String> advice(ModuleTree tree, Dependency dependency);

    /** Whether a package is another or lies below it. */
    static boolean isWithin(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }
}
