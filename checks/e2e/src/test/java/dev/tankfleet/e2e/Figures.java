package dev.tankfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What all processes of a fleet show on their metrics ports, as Prometheus reads it. Owned by the
 * test's thread.
 */
final class Figures {
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");
    private static final Pattern SUFFIX = Pattern.compile("_(?:bucket|count|sum)$");

    private static final List<String> KINDS =
            List.of("auth", "game server", "gateway", "matchmaker");

    /** Labels whose values come from the world and not from the code. */
    private static final Set<String> OPEN = Set.of("region", "le");

    private final Map<String, Family> families = new TreeMap<>();

    /**
     * Reads all ports.
     *
     * @param metrics ports by name of the process
     */
    static Figures read(Map<String, URI> metrics) throws IOException, InterruptedException {
        var figures = new Figures();
        try (var http = HttpClient.newHttpClient()) {
            for (var process : metrics.entrySet()) {
                var answer =
                        http.send(
                                HttpRequest.newBuilder(process.getValue()).build(),
                                BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(process.toString()).isEqualTo(200);
                figures.take(kindOf(process.getKey()), answer.body());
            }
        }
        return figures;
    }

    Set<String> names() {
        return families.keySet();
    }

    /** A row of a table for each family with one of these prefixes. */
    List<String> rows(List<String> prefixes) {
        var rows = new ArrayList<String>();
        families.forEach(
                (name, family) -> {
                    if (prefixes.stream().anyMatch(name::startsWith)) {
                        rows.add(family.row(name));
                    }
                });
        return rows;
    }

    private static String kindOf(String process) {
        return KINDS.stream()
                .filter(process::startsWith)
                .findFirst()
                .orElseThrow(() -> new AssertionError("what is " + process));
    }

    private void take(String process, String text) {
        for (var line : text.split("\n")) {
            var words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                family(words[2]).sentence = words.length > 3 ? words[3] : "";
            } else if (line.startsWith("# TYPE ")) {
                family(words[2]).type = words[3];
            } else if (!line.isBlank()) {
                takeSample(process, line);
            }
        }
    }

    private void takeSample(String process, String line) {
        var name = line.split("[ {]", 2)[0];
        var base = SUFFIX.matcher(name).replaceAll("");
        var family = families.getOrDefault(name, families.get(base));
        assertThat(family).as(line).isNotNull();
        family.processes.add(process);
        var labels = LABEL.matcher(line);
        while (labels.find()) {
            var values = family.labels.computeIfAbsent(labels.group(1), _ -> new TreeSet<>());
            if (!OPEN.contains(labels.group(1))) {
                values.add(labels.group(2));
            }
        }
    }

    private Family family(String name) {
        return families.computeIfAbsent(name, _ -> new Family());
    }

    /** One name. */
    private static final class Family {
        private final Set<String> processes = new TreeSet<>();
        private final Map<String, Set<String>> labels = new TreeMap<>();
        private String type = "untyped";
        private String sentence = "";

        private String row(String name) {
            return "| `%s` | %s | %s | %s | %s |\n"
                    .formatted(name, type, described(), String.join(", ", processes), sentence);
        }

        private String described() {
            var texts = new ArrayList<String>();
            labels.forEach(
                    (label, values) ->
                            texts.add(
                                    values.isEmpty()
                                            ? "`%s`".formatted(label)
                                            : "`%s`: %s"
                                                    .formatted(label, String.join(" ", values))));
            return String.join("; ", texts);
        }
    }
}
