package dev.tankfleet.testkit;

import dev.tankfleet.testkit.rule.HouseRule;
import dev.tankfleet.testkit.rule.ModuleTree;
import dev.tankfleet.testkit.rule.Violation;
import dev.tankfleet.testkit.rule.bytecode.BytecodeRules;
import dev.tankfleet.testkit.rule.source.SourceRules;

import org.junit.jupiter.api.DynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of the house, run over one module by five lines in its own tests:
 *
 * <pre>{@code
 * final class HouseRulesTest {
 *     @TestFactory
 *     Stream<DynamicTest> keepsTheHouseRules() {
 *         return HouseRules.of("dev.tankfleet.bus");
 *     }
 * }
 * }</pre>
 *
 * Each rule becomes one test, whose failure names every place as {@code file:line} and what to do
 * there. A shared reader parses each file once; a module takes a few seconds.
 */
public final class HouseRules {
    private static final int VIOLATIONS_SHOWN_MAX = 50;

    private HouseRules() {}

    /**
     * Rules for the module in which the test runs.
     *
     * @param basePackage root package of the module, such as {@code dev.tankfleet.bus}
     * @return one test per rule
     */
    public static Stream<DynamicTest> of(String basePackage) {
        // Surefire names the module's folder; an IDE starts the test inside it.
        var root = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        return of(basePackage, root);
    }

    static Stream<DynamicTest> of(String basePackage, Path root) {
        var tree = ModuleTree.read(root, basePackage);
        return Stream.concat(SourceRules.all().stream(), BytecodeRules.all().stream())
                .map(rule -> DynamicTest.dynamicTest(rule.sentence(), () -> verify(rule, tree)));
    }

    private static void verify(HouseRule rule, ModuleTree tree) {
        var violations = rule.violations(tree);
        if (!violations.isEmpty()) {
            throw new AssertionError(describe(rule, violations));
        }
    }

    private static String describe(HouseRule rule, List<Violation> violations) {
        var shown =
                violations.stream()
                        .limit(VIOLATIONS_SHOWN_MAX)
                        .map(violation -> "  " + violation)
                        .collect(Collectors.joining("\n"));
        var hidden = violations.size() - VIOLATIONS_SHOWN_MAX;
        return "House rule broken in %d place(s): %s%n%s%s"
                .formatted(
                        violations.size(),
                        rule.sentence(),
                        shown,
                        hidden > 0 ? "\n  and " + hidden + " more" : "");
    }
}
