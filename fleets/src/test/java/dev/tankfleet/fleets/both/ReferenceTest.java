package dev.tankfleet.fleets.both;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.fleets.chart.Rendered;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The table of values in the chart's README is made from its schema and its values. With {@code
 * -Dtankfleet.reference=write} it is written anew.
 */
final class ReferenceTest {
    private static final String BEGIN = "<!-- values: made from values.schema.json -->\n";
    private static final String END = "<!-- end of values -->\n";

    @ParameterizedTest
    @ValueSource(strings = {"centre", "monitoring", "region"})
    void describesEveryValueInTheReadme(Path chart) throws IOException {
        var file = chart.resolve("README.md");
        var readme = Files.readString(file);
        var expected = withTable(readme, table(chart));
        if (System.getProperty("tankfleet.reference", "").equals("write")) {
            Files.writeString(file, expected);
        } else {
            assertThat(readme)
                    .as("write it anew: -Dtankfleet.test.jvm=-Dtankfleet.reference=write")
                    .isEqualTo(expected);
        }
    }

    private static String withTable(String readme, String table) {
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        return readme.substring(0, begin) + table + readme.substring(readme.indexOf(END));
    }

    private static String table(Path chart) throws IOException {
        var schema = Rendered.YAML.readTree(chart.resolve("values.schema.json").toFile());
        var values = Rendered.YAML.readTree(chart.resolve("values.yaml").toFile());
        var rows = new ArrayList<String>();
        new Walk(schema, values, rows).into(schema, "");
        return "| value | default | |\n|---|---|---|\n" + String.join("", rows);
    }

    /** Through the schema, in the order of the values. */
    private record Walk(JsonNode schema, JsonNode values, List<String> rows) {
        void into(JsonNode node, String path) {
            var known = node.path("properties");
            at(path).properties()
                    .forEach(
                            entry -> {
                                var name = entry.getKey();
                                row(known.path(name), path.isEmpty() ? name : path + "." + name);
                            });
        }

        private void row(JsonNode described, String path) {
            var meant = meant(described);
            var text = described.path("description").asText();
            assertThat(text).as(path).isNotEmpty();
            if (described.has("$ref") && path.endsWith("resources")) {
                rows.add(line(path, at(path), text));
            } else if (meant.has("properties")) {
                rows.add("| **`%s`** | | %s |\n".formatted(path, text));
                into(meant, path);
            } else {
                rows.add(line(path, at(path), text + rule(meant)));
                if (meant.path("additionalProperties").has("$ref")) {
                    ofEach(meant(meant.path("additionalProperties")), path + ".{id}");
                }
            }
        }

        /** What stands under names that nobody knows before: in the order of the schema. */
        private void ofEach(JsonNode node, String path) {
            var required = new HashSet<String>();
            node.path("required").forEach(name -> required.add(name.asText()));
            node.path("properties")
                    .properties()
                    .forEach(
                            entry -> {
                                var known = meant(entry.getValue());
                                var below = path + "." + entry.getKey();
                                var text = entry.getValue().path("description").asText();
                                assertThat(text).as(below).isNotEmpty();
                                if (known.has("properties")) {
                                    rows.add("| **`%s`** | | %s |\n".formatted(below, text));
                                    ofEach(known, below);
                                } else if (required.contains(entry.getKey())) {
                                    rows.add(
                                            "| `%s` | needed | %s |\n"
                                                    .formatted(below, text + rule(known)));
                                } else {
                                    rows.add(line(below, known.get("default"), text + rule(known)));
                                }
                            });
        }

        private JsonNode meant(JsonNode described) {
            return described.has("$ref")
                    ? schema.at(described.get("$ref").asText().substring(1))
                    : described;
        }

        private JsonNode at(String path) {
            return path.isEmpty() ? values : values.at("/" + path.replace('.', '/'));
        }

        private static String line(String path, JsonNode value, String text) {
            return "| `%s` | `%s` | %s |\n".formatted(path, value, text);
        }

        private static String rule(JsonNode meant) {
            if (meant.has("enum")) {
                return meant.get("enum")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList()
                        .toString()
                        .replace("[", ": ")
                        .replace("]", "");
            }
            if (meant.has("minimum")) {
                return ", " + meant.get("minimum") + " … " + meant.get("maximum");
            }
            return "";
        }
    }
}
