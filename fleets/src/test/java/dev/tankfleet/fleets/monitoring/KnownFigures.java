package dev.tankfleet.fleets.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The figures of {@code docs/metrics.md}, by name. That page is held against a running fleet in
 * {@code checks/e2e}.
 *
 * @param labels for each figure its labels, and the values of those whose values are known
 */
record KnownFigures(Map<String, Map<String, Set<String>>> labels) {
    static final Path PAGE = Path.of("..", "docs", "metrics.md");

    /** What Prometheus and our monitors add to all that they read. */
    private static final Set<String> OF_TARGETS =
            Set.of(
                    "job",
                    "namespace",
                    "pod",
                    "container",
                    "instance",
                    "endpoint",
                    "region",
                    "build");

    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z0-9_]+)` \\| ([a-z]+) \\|([^|]*)\\|", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("`([a-z_]+)`(?:: ([^;]*))?");
    private static final Pattern WORDS = Pattern.compile("[a-z0-9_]+(\\|[a-z0-9_]+)*");

    KnownFigures {
        labels = Map.copyOf(labels);
    }

    static KnownFigures read() {
        var labels = new HashMap<String, Map<String, Set<String>>>();
        ROW.matcher(text())
                .results()
                .forEach(
                        row -> {
                            var known = labelsOf(row.group(3));
                            for (var name : names(row.group(1), row.group(2))) {
                                labels.put(name, known);
                            }
                        });
        return new KnownFigures(labels);
    }

    /** What an expression names that nobody shows; empty if it is fine. */
    List<String> unknownIn(Promql expression) {
        var problems = new ArrayList<String>();
        for (var figure : expression.figures()) {
            var known = labels.get(figure.name());
            if (known == null) {
                problems.add("no figure " + figure.name());
                continue;
            }
            for (var matcher : figure.matchers()) {
                problems.addAll(unknownIn(figure.name(), matcher));
            }
        }
        for (var grouping : expression.groupings()) {
            for (var label : grouping.labels()) {
                for (var figure : grouping.figures()) {
                    if (!expression.made().contains(label) && !has(figure.name(), label)) {
                        problems.add(figure.name() + " has no label " + label);
                    }
                }
            }
        }
        return problems;
    }

    /** Whether a figure carries a label, its own or its target's. */
    boolean has(String figure, String label) {
        return OF_TARGETS.contains(label)
                || labels.getOrDefault(figure, Map.of()).containsKey(label);
    }

    private List<String> unknownIn(String figure, Promql.Matcher matcher) {
        if (!has(figure, matcher.label())) {
            return List.of(figure + " has no label " + matcher.label());
        }
        var values = labels.get(figure).getOrDefault(matcher.label(), Set.of());
        if (values.isEmpty() || !WORDS.matcher(matcher.value()).matches()) {
            return List.of();
        }
        return Arrays.stream(matcher.value().split("\\|"))
                .filter(value -> !values.contains(value))
                .map(value -> "%s is never %s in %s".formatted(matcher.label(), value, figure))
                .toList();
    }

    private static List<String> names(String name, String type) {
        return switch (type) {
            case "histogram" -> List.of(name + "_bucket", name + "_count", name + "_sum");
            case "summary" -> List.of(name, name + "_count", name + "_sum");
            default -> List.of(name);
        };
    }

    private static Map<String, Set<String>> labelsOf(String column) {
        return LABEL.matcher(column)
                .results()
                .collect(
                        Collectors.toMap(
                                label -> label.group(1),
                                label ->
                                        label.group(2) == null
                                                ? Set.of()
                                                : Set.of(label.group(2).strip().split(" "))));
    }

    private static String text() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
