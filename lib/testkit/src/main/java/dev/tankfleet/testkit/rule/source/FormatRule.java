package dev.tankfleet.testkit.rule.source;

import dev.tankfleet.testkit.format.JavaShape;
import dev.tankfleet.testkit.rule.HouseRule;
import dev.tankfleet.testkit.rule.ModuleTree;
import dev.tankfleet.testkit.rule.SourceFile;
import dev.tankfleet.testkit.rule.Violation;

import java.util.List;
import java.util.stream.Stream;

/** Every file has the shape that google-java-format gives it. */
final class FormatRule implements HouseRule {
    @Override
    public String sentence() {
        return "files are formatted";
    }

    @Override
    public List<Violation> violations(ModuleTree tree) {
        return tree.sources().stream().flatMap(FormatRule::check).toList();
    }

    private static Stream<Violation> check(SourceFile file) {
        int line = JavaShape.firstDifference(file.text(), JavaShape.of(file.text()));
        return line == 0
                ? Stream.empty()
                : Stream.of(
                        Violation.at(
                                file,
                                line,
                                "not formatted; run ./mvnw -q -Pformat -pl lib/testkit"
                                        + " process-classes"));
    }
}
