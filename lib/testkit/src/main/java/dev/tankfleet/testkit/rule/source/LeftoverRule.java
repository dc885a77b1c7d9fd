package dev.tankfleet.testkit.rule.source;

import dev.tankfleet.testkit.rule.HouseRule;
import dev.tankfleet.testkit.rule.ModuleTree;
import dev.tankfleet.testkit.rule.Violation;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Work that is left is an issue, not a note in the code. */
final class LeftoverRule implements HouseRule {
    // Written in halves, or this file would break its own rule.
    private static final Pattern MARKER =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK|TB" + "D)\\b");

    @Override
    public String sentence() {
        return "no leftover markers";
    }

    @Override
    public List<Violation> violations(ModuleTree tree) {
        return tree.sources().stream()
                .flatMap(
                        file ->
                                IntStream.rangeClosed(1, file.lines().size())
                                        .filter(line -> MARKER.matcher(file.line(line)).find())
                                        .mapToObj(
                                                line ->
                                                        Violation.at(
                                                                file,
                                                                line,
                                                                "leftover marker; do it, or write"
                                                                        + " an issue")))
                .toList();
    }
}
