package dev.tankfleet.testkit.rule.bytecode;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;

import dev.tankfleet.testkit.rule.HouseRule;
import dev.tankfleet.testkit.rule.ModuleTree;
import dev.tankfleet.testkit.rule.Violation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Packages have no cycles. Each package counts by itself, so a feature that imports the adapter
 * below it is a cycle too. Small modules: reachability by plain search is fast enough.
 */
final class CycleRule implements HouseRule {
    @Override
    public String sentence() {
        return "packages have no cycles";
    }

    @Override
    public List<Violation> violations(ModuleTree tree) {
        var edges = edges(tree);
        var found = new ArrayList<Violation>();
        edges.forEach(
                (from, targets) ->
                        targets.forEach(
                                (to, dependency) -> {
                                    if (reachable(edges, to).contains(from)) {
                                        found.add(violation(from, to, dependency));
                                    }
                                }));
        return found;
    }

    /** From package to package, with one dependency as the witness. */
    private static Map<String, Map<String, Dependency>> edges(ModuleTree tree) {
        var classes = tree.written();
        var edges = new TreeMap<String, Map<String, Dependency>>();
        for (JavaClass type : classes) {
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var to = dependency.getTargetClass();
                if (classes.contain(to.getName())
                        && !to.getPackageName().equals(type.getPackageName())) {
                    edges.computeIfAbsent(type.getPackageName(), name -> new TreeMap<>())
                            .putIfAbsent(to.getPackageName(), dependency);
                }
            }
        }
        return edges;
    }

    private static Set<String> reachable(Map<String, Map<String, Dependency>> edges, String start) {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<String>(List.of(start));
        while (!open.isEmpty()) {
            var next = open.pop();
            if (seen.add(next)) {
                open.addAll(edges.getOrDefault(next, Map.of()).keySet());
            }
        }
        return seen;
    }

    private static Violation violation(String from, String to, Dependency dependency) {
        return Violation.at(
                dependency,
                from + " uses " + to + ", which leads back; give the shared idea one owner");
    }
}
