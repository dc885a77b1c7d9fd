package dev.tankfleet.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The list of parts in an unpacked image, held against its files. Stateless. */
final class ListedParts {
    private ListedParts() {}

    /**
     * Fails unless it keeps the schema of CycloneDX and names each jar by its hash, and no other.
     */
    static void listAll(Path app) throws IOException {
        var file = app.resolve("sbom.cdx.json");
        var bom = new ObjectMapper().readTree(file.toFile());
        assertThat(new JsonParser().validate(file.toFile(), Version.VERSION_16)).isEmpty();

        var components = new ArrayList<JsonNode>();
        bom.path("components").forEach(components::add);
        var versions = new HashMap<String, String>();
        var refs = new HashSet<String>();
        for (var component : components) {
            assertThat(component.path("purl").asText()).startsWith("pkg:");
            assertThat(refs.add(component.path("bom-ref").asText())).isTrue();
            versions.put(component.path("name").asText(), component.path("version").asText());
        }
        assertThat(versions).containsKeys("libc6", "OpenJDK");
        refs.add(bom.path("metadata").path("component").path("bom-ref").asText());
        bom.path("dependencies")
                .forEach(
                        dependency -> {
                            assertThat(refs).contains(dependency.path("ref").asText());
                            dependency
                                    .path("dependsOn")
                                    .forEach(ref -> assertThat(refs).contains(ref.asText()));
                        });

        components.removeIf(component -> !component.path("purl").asText().startsWith("pkg:maven/"));
        components.add(bom.path("metadata").path("component"));
        assertThat(hashes(components).keySet()).isEqualTo(hashesOfJars(app).keySet());
    }

    private static Map<String, String> hashes(List<JsonNode> components) {
        var hashes = new HashMap<String, String>();
        for (var component : components) {
            for (var hash : component.path("hashes")) {
                if (hash.path("alg").asText().equals("SHA-256")) {
                    hashes.put(hash.path("content").asText(), component.path("purl").asText());
                }
            }
        }
        return hashes;
    }

    private static Map<String, String> hashesOfJars(Path app) throws IOException {
        var hashes = new HashMap<String, String>();
        try (var files = Files.walk(app)) {
            for (var jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                try (var bytes = Files.newInputStream(jar)) {
                    hashes.put(OciLayout.sha256(bytes), jar.toString());
                }
            }
        }
        return hashes;
    }
}
