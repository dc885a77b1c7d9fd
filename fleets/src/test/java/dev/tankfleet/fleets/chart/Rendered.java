package dev.tankfleet.fleets.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a chart became.
 *
 * @param text all of it
 * @param objects each object
 */
public record Rendered(String text, List<JsonNode> objects) {
    public static final YAMLMapper YAML = new YAMLMapper();

    public Rendered {
        objects = List.copyOf(objects);
    }

    public static Rendered of(String yaml) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            var objects = new ArrayList<JsonNode>();
            documents.forEachRemaining(
                    document -> {
                        if (document.isObject()) {
                            objects.add(document);
                        }
                    });
            return new Rendered(yaml, objects);
        } catch (IOException e) {
            throw new UncheckedIOException(yaml, e);
        }
    }

    /** All objects of a kind. */
    public List<JsonNode> all(String kind) {
        return objects.stream().filter(object -> kind.equals(kindOf(object))).toList();
    }

    /** The one object of a kind with that name. */
    public JsonNode one(String kind, String name) {
        return all(kind).stream()
                .filter(object -> name.equals(nameOf(object)))
                .reduce(
                        (a, b) -> {
                            throw new AssertionError("two of " + kind + " " + name);
                        })
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    /** Every Pod that the objects lead to, those of Fleets included. */
    public List<PodPlan> pods() {
        return objects.stream().flatMap(Rendered::podOf).toList();
    }

    /** The one kind of Pod. */
    public PodPlan pod(String component) {
        return pods().stream()
                .filter(pod -> component.equals(pod.component()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Pod of " + component));
    }

    public static String kindOf(JsonNode object) {
        return object.path("kind").asText();
    }

    public static String nameOf(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    private static Stream<PodPlan> podOf(JsonNode object) {
        var template =
                switch (kindOf(object)) {
                    case "Deployment", "StatefulSet", "Job" -> object.at("/spec/template");
                    case "CronJob" -> object.at("/spec/jobTemplate/spec/template");
                    case "Fleet" -> object.at("/spec/template/spec/template");
                    case "Pod" -> object;
                    default -> MissingNode.getInstance();
                };
        return template.isObject() ? Stream.of(PodPlan.of(object, template)) : Stream.of();
    }
}
