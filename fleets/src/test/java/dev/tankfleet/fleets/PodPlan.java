package dev.tankfleet.fleets;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Pod that an object leads to.
 *
 * @param owner kind and name of the object
 * @param labels of the Pod
 * @param spec of the Pod
 */
record PodPlan(String owner, Map<String, String> labels, JsonNode spec) {
    PodPlan {
        labels = Map.copyOf(labels);
    }

    static PodPlan of(JsonNode owner, JsonNode template) {
        return new PodPlan(
                Rendered.kindOf(owner) + " " + Rendered.nameOf(owner),
                textsOf(template.at("/metadata/labels")),
                template.path("spec"));
    }

    /** Which part of the region it is. */
    String component() {
        return labels.getOrDefault("app.kubernetes.io/component", "");
    }

    /** Its first container; ours have one. */
    JsonNode container() {
        return spec.path("containers").path(0);
    }

    List<JsonNode> containers() {
        return spec.path("containers").valueStream().toList();
    }

    static Map<String, String> textsOf(JsonNode object) {
        var texts = new LinkedHashMap<String, String>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
