package dev.tankfleet.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which Secrets there are, or which somebody asks for, each with its keys. */
final class SecretKeys {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private SecretKeys() {}

    /**
     * What the Pods of manifests mount or read; a Secret that is mounted as a whole has no keys.
     */
    static Map<String, Set<String>> askedFor(String manifests) {
        var asked = new TreeMap<String, Set<String>>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifests)) {
            documents.forEachRemaining(document -> addAsked(document, asked));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return asked;
    }

    private static void addAsked(JsonNode node, Map<String, Set<String>> asked) {
        for (var volume : node.findValues("secret")) {
            var keys = named(asked, volume.path("secretName").asText(volume.path("name").asText()));
            volume.path("items").forEach(item -> keys.add(item.path("key").asText()));
        }
        for (var reference : node.findValues("secretKeyRef")) {
            named(asked, reference.path("name").asText()).add(reference.path("key").asText());
        }
    }

    /** What a plan of a module makes. */
    static Map<String, Set<String>> madeBy(JsonNode plan, String module) {
        var made = new TreeMap<String, Set<String>>();
        for (var child : plan.at("/planned_values/root_module/child_modules")) {
            if (child.path("address").asText().equals(module)) {
                child.path("resources").forEach(resource -> addMade(resource, made));
            }
        }
        return made;
    }

    private static void addMade(JsonNode resource, Map<String, Set<String>> made) {
        if (resource.path("name").asText().equals("secret")) {
            try {
                var secret = YAML.readTree(resource.at("/values/yaml_body").asText());
                secret.path("stringData")
                        .fieldNames()
                        .forEachRemaining(named(made, secret.at("/metadata/name").asText())::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Set<String> named(Map<String, Set<String>> secrets, String name) {
        return secrets.computeIfAbsent(name, it -> new TreeSet<>());
    }
}
