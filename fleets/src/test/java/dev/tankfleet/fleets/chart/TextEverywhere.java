package dev.tankfleet.fleets.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.events.ScalarEvent;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A word that is a name for Kubernetes and a number for YAML, given for every text that a chart
 * takes. Wherever it stands without quotes afterwards, {@code no} and {@code on} would, too. Pure.
 */
public final class TextEverywhere {
    /** A name by every rule, and 1000.0 by that of YAML. */
    public static final String WORD = "1e3";

    private TextEverywhere() {}

    /**
     * Arguments of Helm that give the word for each text of the chart's schema that may be it.
     *
     * @param chart folder of the chart
     * @param except paths of values that would ask for another chart
     */
    public static List<String> arguments(Path chart, List<String> except) {
        var arguments = new ArrayList<String>();
        for (var path : texts(chart)) {
            if (!except.contains(path)) {
                arguments.addAll(List.of("--set-string", path + "=" + WORD));
            }
        }
        return arguments;
    }

    /** Where the word stands plain, line by line. */
    public static List<String> plain(Rendered rendered) {
        return scalars(rendered, true);
    }

    /** Where it stands in quotes. */
    public static List<String> quoted(Rendered rendered) {
        return scalars(rendered, false);
    }

    private static List<String> scalars(Rendered rendered, boolean isPlain) {
        var lines = rendered.text().split("\n");
        var found = new ArrayList<String>();
        for (var event : new Yaml().parse(new StringReader(rendered.text()))) {
            if (event instanceof ScalarEvent scalar
                    && scalar.isPlain() == isPlain
                    && scalar.getValue().equals(WORD)) {
                int line = scalar.getStartMark().getLine();
                found.add((line + 1) + ": " + lines[line].strip());
            }
        }
        return found;
    }

    private static List<String> texts(Path chart) {
        try {
            var schema = new JsonMapper().readTree(chart.resolve("values.schema.json").toFile());
            var paths = new ArrayList<String>();
            collect(schema, schema, "", paths);
            return paths;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Maps and lists of objects need more than a word; lists of texts do not. */
    private static void collect(JsonNode schema, JsonNode part, String path, List<String> paths) {
        var reference = part.path("$ref").asText();
        var rule = reference.isEmpty() ? part : schema.at(reference.substring(1));
        for (var property : rule.path("properties").properties()) {
            var name = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            collect(schema, property.getValue(), name, paths);
        }
        if (rule.at("/items/type").asText().equals("string")) {
            collect(schema, rule.path("items"), path + "[0]", paths);
        }
        if (rule.path("type").asText().equals("string")
                && !rule.has("enum")
                && (!rule.has("pattern")
                        || Pattern.compile(rule.path("pattern").asText()).matcher(WORD).find())) {
            paths.add(path);
        }
    }
}
