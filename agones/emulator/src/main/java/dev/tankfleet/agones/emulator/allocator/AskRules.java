package dev.tankfleet.agones.emulator.allocator;

import dev.tankfleet.agones.emulator.cluster.NameRules;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the real one refuses before it looks at any server; pure. Its words are kept as far as
 * clients can go by them.
 */
final class AskRules {
    /** Stands for values where none are asked for. */
    private static final Set<String> NO_NEED = Set.of("");

    private AskRules() {}

    /** The refusal, or empty if the request keeps the rules. */
    static Optional<String> problem(Ask ask) {
        return Stream.of(
                        selectorProblem(ask.matches()),
                        keyProblem("spec.metadata.labels", ask.change().labels().keySet().stream()),
                        valueProblem(
                                "spec.metadata.labels", ask.change().labels().values().stream()),
                        keyProblem(
                                "spec.metadata.annotations",
                                ask.change().annotations().keySet().stream()),
                        priorityProblem(ask.order()),
                        actionProblem(ask.change()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(
                        cause ->
                                "GameServerAllocation.allocation.agones.dev \"\" is invalid: "
                                        + cause);
    }

    private static Optional<String> selectorProblem(List<Match> matches) {
        for (int i = 0; i < matches.size(); i++) {
            Match match = matches.get(i);
            String path = "spec.selectors[" + i + "]";
            var labels = path + ".labelSelector";
            Optional<String> problem =
                    keyProblem(labels, match.labels().keySet().stream())
                            .or(() -> valueProblem(labels, match.labels().values().stream()))
                            .or(() -> conditionProblem(labels, match.conditions()))
                            .or(() -> rangeProblem(path, match));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> conditionProblem(
            String path, List<Match.Condition> conditions) {
        for (var condition : conditions) {
            Set<String> values =
                    switch (condition) {
                        case Match.Condition.In in -> in.values();
                        case Match.Condition.NotIn notIn -> notIn.values();
                        case Match.Condition.Exists _, Match.Condition.DoesNotExist _ -> NO_NEED;
                    };
            Optional<String> problem =
                    values.isEmpty()
                            ? Optional.of(
                                    path + ": Required value: must be specified for In, NotIn")
                            : keyProblem(path, Stream.of(condition.key()))
                                    .or(() -> valueProblem(path, values.stream()));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> rangeProblem(String path, Match match) {
        boolean areCountersSound =
                match.counters().values().stream()
                        .allMatch(
                                c ->
                                        isRange(c.minCount(), c.maxCount())
                                                && isRange(c.minAvailable(), c.maxAvailable()));
        boolean areListsSound =
                match.lists().values().stream()
                        .allMatch(l -> isRange(l.minAvailable(), l.maxAvailable()));
        return areCountersSound && areListsSound
                ? Optional.empty()
                : Optional.of(path + ": Invalid value: a range below zero, or that ends early");
    }

    private static boolean isRange(long min, long max) {
        return min >= 0 && max >= 0 && (max == 0 || max >= min);
    }

    private static Optional<String> priorityProblem(Order order) {
        return order.priorities().stream().anyMatch(priority -> priority.key().isEmpty())
                ? Optional.of("spec.priorities.key: Required value: must not be empty")
                : Optional.empty();
    }

    private static Optional<String> actionProblem(Change change) {
        boolean areCountersSound =
                change.counters().values().stream()
                        .allMatch(
                                c ->
                                        (c.amount() == null) == c.action().isEmpty()
                                                && isAtLeastZero(c.amount())
                                                && isAtLeastZero(c.capacity()));
        boolean areListsSound =
                change.lists().values().stream().allMatch(l -> isAtLeastZero(l.capacity()));
        return areCountersSound && areListsSound
                ? Optional.empty()
                : Optional.of(
                        "spec.counters, spec.lists: Invalid value: below zero, or an amount without"
                                + " its action");
    }

    private static boolean isAtLeastZero(@Nullable Long number) {
        return number == null || number >= 0;
    }

    private static Optional<String> keyProblem(String path, Stream<String> keys) {
        return keys.filter(key -> !NameRules.isQualifiedName(key))
                .findFirst()
                .map(
                        key ->
                                path
                                        + ": Invalid value: \""
                                        + key
                                        + "\": name part must be a qualified name");
    }

    private static Optional<String> valueProblem(String path, Stream<String> values) {
        return values.filter(value -> !NameRules.isLabelValue(value))
                .findFirst()
                .map(
                        value ->
                                path
                                        + ": Invalid value: \""
                                        + value
                                        + "\": must be a valid label value");
    }
}
