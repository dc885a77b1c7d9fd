package dev.tankfleet.fleets.chart;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The environment of a container as a kubelet would make it. Owned by one test. */
public final class ContainerEnvironment {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Z_]+)\\)");

    /** What the JVM reads, not we. */
    private static final Set<String> OF_THE_JVM = Set.of("JAVA_TOOL_OPTIONS");

    private static final String SAMPLE = "0123456789abcdefghij";

    private final Rendered rendered;
    private final PodPlan pod;
    private final String podName;
    private final Path folder;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Set<String> helpers = new HashSet<>();

    private ContainerEnvironment(Rendered rendered, PodPlan pod, String podName, Path folder) {
        this.rendered = rendered;
        this.pod = pod;
        this.podName = podName;
        this.folder = folder;
        pod.container().path("env").forEach(this::add);
    }

    /**
     * That of the first container.
     *
     * @param podName what the cluster would call it
     * @param folder takes the files of Secrets
     */
    public static ContainerEnvironment of(
            Rendered rendered, PodPlan pod, String podName, Path folder) {
        return new ContainerEnvironment(rendered, pod, podName, folder);
    }

    /** Each variable; what names a file of a Secret names one that is there. */
    public Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    /** Variables that are neither known, nor stand in others, nor are the JVM's own. */
    public Set<String> unknown(Set<String> known) {
        var unknown = new TreeSet<>(variables.keySet());
        unknown.removeAll(known);
        unknown.removeAll(helpers);
        unknown.removeAll(OF_THE_JVM);
        return unknown;
    }

    private void add(JsonNode entry) {
        var name = entry.path("name").asText();
        var value = entry.has("value") ? filled(entry.path("value").asText()) : sourced(entry);
        variables.put(name, name.endsWith("_FILE") ? fileOf(value) : value);
    }

    private String filled(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(
                        found -> {
                            var name = found.group(1);
                            helpers.add(name);
                            if (!variables.containsKey(name)) {
                                throw new AssertionError(text + ": " + name + " is not set before");
                            }
                            return variables.get(name);
                        });
    }

    private String sourced(JsonNode entry) {
        var from = entry.path("valueFrom");
        if (from.has("secretKeyRef")) {
            var reference = from.path("secretKeyRef");
            return secret(reference.path("name").asText(), reference.path("key").asText());
        }
        var field = from.at("/fieldRef/fieldPath").asText();
        return switch (field) {
            case "metadata.name" -> podName;
            case "spec.nodeName" -> "node-1";
            case "status.hostIP" -> "192.0.2.7";
            default -> throw new AssertionError("no sample for " + entry);
        };
    }

    /** Follows a path through mount, volume and item to the key of a Secret or of a ConfigMap. */
    private String fileOf(String path) {
        for (var mount : pod.container().path("volumeMounts")) {
            var root = mount.path("mountPath").asText() + "/";
            if (path.startsWith(root)) {
                var volume = volume(mount.path("name").asText());
                return write(path, contentOf(volume, path.substring(root.length())));
            }
        }
        throw new AssertionError(pod.owner() + ": nothing is mounted at " + path);
    }

    private String contentOf(JsonNode volume, String file) {
        if (volume.has("configMap")) {
            var map = rendered.one("ConfigMap", volume.at("/configMap/name").asText());
            return map.path("data").path(file).asText();
        }
        for (var item : volume.at("/secret/items")) {
            if (item.path("path").asText().equals(file)) {
                return secret(volume.at("/secret/secretName").asText(), item.path("key").asText());
            }
        }
        throw new AssertionError(pod.owner() + ": no item " + file + " in " + volume);
    }

    private JsonNode volume(String name) {
        for (var volume : pod.spec().path("volumes")) {
            if (volume.path("name").asText().equals(name)) {
                return volume;
            }
        }
        throw new AssertionError(pod.owner() + ": no volume " + name);
    }

    private String write(String path, String content) {
        try {
            return Files.writeString(folder.resolve(path.replace('/', '_')), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From a Secret of the chart; one that somebody else makes gets a sample. */
    public String secret(String name, String key) {
        for (var secret : rendered.all("Secret")) {
            if (Rendered.nameOf(secret).equals(name)) {
                if (!secret.path("data").has(key)) {
                    throw new AssertionError("Secret " + name + " has no " + key);
                }
                var bytes = Base64.getDecoder().decode(secret.at("/data/" + key).asText());
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }
        return SAMPLE;
    }
}
