package dev.tankfleet.fleets.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.agones.conformance.cluster.ControlPlane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Strict schemas of all kinds for kubeconform: those of Kubernetes from its own description, those
 * of Agones and of others from definitions. Used by one test thread.
 */
public final class KubeSchemas {
    /** Where kubeconform finds them. */
    public static final String LOCATION = "{{ .ResourceKind }}{{ .KindSuffix }}.json";

    private static final String OTHERS = "kinds-of-others.yaml";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
    private static final String OPEN = "x-kubernetes-preserve-unknown-fields";
    private static final Set<String> KEPT =
            Set.of("type", "required", "enum", "minimum", "maximum", "pattern");
    private static final Set<String> NESTED =
            Set.of("items", "additionalProperties", "allOf", "anyOf", "oneOf", "not");

    private final Path folder;

    private KubeSchemas(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes all of them.
     *
     * @param swagger what the module of Kubernetes says about its objects
     */
    public static void write(Path swagger, Path folder) {
        var schemas = new KubeSchemas(folder);
        try {
            schemas.kubernetes(JSON.readTree(swagger.toFile()).path("definitions"));
            schemas.definitions(ControlPlane.class, "definitions.yaml");
            schemas.definitions(KubeSchemas.class, OTHERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void kubernetes(JsonNode definitions) throws IOException {
        var all = JSON.createObjectNode();
        definitions.properties().forEach(entry -> all.set(entry.getKey(), clean(entry.getValue())));
        all.putObject(QUANTITY).putArray("type").add("string").add("number");
        var file = JSON.createObjectNode();
        file.set("definitions", all);
        JSON.writeValue(folder.resolve("_definitions.json").toFile(), file);
        for (var entry : definitions.properties()) {
            for (var kind : entry.getValue().path("x-kubernetes-group-version-kind")) {
                var schema = (ObjectNode) all.get(entry.getKey()).deepCopy();
                write(
                        schema,
                        kind.path("group").asText(),
                        kind.path("version").asText(),
                        kind.path("kind").asText());
            }
        }
    }

    /**
     * Definitions of the kinds of Sealed Secrets, External Secrets, cert-manager and Prometheus'
     * operator.
     */
    public static String others() {
        try {
            return text(KubeSchemas.class, OTHERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void definitions(Class<?> owner, String name) throws IOException {
        for (var definition : Rendered.of(text(owner, name)).objects()) {
            var spec = definition.path("spec");
            var version = spec.at("/versions/0");
            var schema = (ObjectNode) clean(version.at("/schema/openAPIV3Schema"));
            schema.withObject("/properties").putObject("metadata").put("type", "object");
            write(
                    schema,
                    spec.path("group").asText(),
                    version.path("name").asText(),
                    spec.at("/names/kind").asText());
        }
    }

    private static String text(Class<?> owner, String name) throws IOException {
        try (var stream = owner.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void write(ObjectNode schema, String group, String version, String kind)
            throws IOException {
        var properties = schema.withObject("/properties");
        properties
                .putObject("apiVersion")
                .putArray("enum")
                .add(group.isEmpty() ? version : group + "/" + version);
        properties.putObject("kind").putArray("enum").add(kind);
        schema.withArray("/required").add("apiVersion").add("kind");
        schema.put("additionalProperties", false);
        var suffix = group.isEmpty() ? version : group.split("\\.")[0] + "-" + version;
        var name = (kind + "-" + suffix + ".json").toLowerCase(Locale.ROOT);
        Files.writeString(folder.resolve(name), JSON.writeValueAsString(schema));
    }

    private static JsonNode clean(JsonNode node) {
        if (node instanceof ArrayNode list) {
            var cleaned = JSON.createArrayNode();
            list.forEach(item -> cleaned.add(clean(item)));
            return cleaned;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (object.has("$ref")) {
            var name = object.get("$ref").asText().replaceAll(".*/", "");
            return JSON.createObjectNode().put("$ref", "_definitions.json#/definitions/" + name);
        }
        var cleaned = JSON.createObjectNode();
        if (object.path("format").asText().equals("int-or-string")) {
            cleaned.putArray("type").add("string").add("integer");
            return cleaned;
        }
        object.properties().forEach(entry -> keep(entry.getKey(), entry.getValue(), cleaned));
        if (object.path(OPEN).asBoolean()) {
            cleaned.put("additionalProperties", true);
        } else if (object.has("properties") && !object.has("additionalProperties")) {
            cleaned.put("additionalProperties", false);
        }
        return cleaned;
    }

    private static void keep(String key, JsonNode value, ObjectNode cleaned) {
        if (key.equals("properties")) {
            var properties = cleaned.putObject(key);
            // An alias of YAML is read as a text, its name; what it stands for is left open.
            value.properties()
                    .forEach(
                            e ->
                                    properties.set(
                                            e.getKey(),
                                            e.getValue().isTextual()
                                                    ? JSON.createObjectNode()
                                                    : clean(e.getValue())));
        } else if (NESTED.contains(key)) {
            cleaned.set(key, clean(value));
        } else if (KEPT.contains(key)) {
            cleaned.set(key, value);
        }
    }
}
