package dev.tankfleet.agones.emulator.allocator;

import dev.tankfleet.agones.emulator.cluster.NameRules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the real one refuses before it looks at any server; pure. Its words are kept as far as
 * clients can go by them.
 */
final class AskRules {
    private AskRules() {}

    /** The refusal, or empty if the request keeps the rules. */
    static Optional<String> problem(Ask ask) {
        return Stream.of(
                        selectorProblem(ask.matches()),
                        keyProblem("spec.metadata.labels", ask.change().labels().keySet().stream()),
                        valueProblem("spec.metadata.labels", ask.change().labels()),
                        keyProblem(
                                "spec.metadata.annotations",
                                ask.change().annotations().keySet().stream()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(
                        cause ->
                                "GameServerAllocation.allocation.agones.dev \"\" is invalid: "
                                        + cause
                                        + ": &errors.StatusError{ErrStatus:v1.Status{Status:\"Failure\","
                                        + " Reason:\"Invalid\", Code:422}}");
    }

    private static Optional<String> selectorProblem(List<Match> matches) {
        for (int i = 0; i < matches.size(); i++) {
            Match match = matches.get(i);
            String path = "spec.selectors[" + i + "].labelSelector";
            Stream<String> keys =
                    Stream.concat(
                            match.labels().keySet().stream(),
                            match.conditions().stream().map(Match.Condition::key));
            Optional<String> problem =
                    keyProblem(path, keys).or(() -> valueProblem(path, match.labels()));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
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

    private static Optional<String> valueProblem(String path, Map<String, String> labels) {
        return labels.values().stream()
                .filter(value -> !NameRules.isLabelValue(value))
                .findFirst()
                .map(
                        value ->
                                path
                                        + ": Invalid value: \""
                                        + value
                                        + "\": must be a valid label value");
    }
}
