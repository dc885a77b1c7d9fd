package dev.tankfleet.fleets.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

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
public record PodPlan(String owner, Map<String, String> labels, JsonNode spec) {
    public PodPlan {
        labels = Map.copyOf(labels);
    }

    public static PodPlan of(JsonNode owner, JsonNode template) {
        return new PodPlan(
                Rendered.kindOf(owner) + " " + Rendered.nameOf(owner),
                textsOf(template.at("/metadata/labels")),
                template.path("spec"));
    }

    /** Which part of the chart it is. */
    public String component() {
        return labels.getOrDefault("app.kubernetes.io/component", "");
    }

    /** Its first container; ours have one. */
    public JsonNode container() {
        return spec.path("containers").path(0);
    }

    public List<JsonNode> containers() {
        return spec.path("containers").valueStream().toList();
    }

    /**
     * A Pod by itself, to be changed at will: those of Fleets stand in an object whose schema is
     * open.
     */
    public ObjectNode alone() {
        var pod = Rendered.YAML.createObjectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        var metadata = pod.putObject("metadata");
        metadata.put("name", "pod-of-" + owner.split(" ")[1]);
        labels.forEach(metadata.putObject("labels")::put);
        pod.set("spec", spec.deepCopy());
        return pod;
    }

    public static Map<String, String> textsOf(JsonNode object) {
        var texts = new LinkedHashMap<String, String>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
