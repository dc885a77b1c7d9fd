package dev.tankfleet.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * The rules of the OCI image layout 1.0 for an opened archive, and of the list that Docker's {@code
 * load} reads. Owned by one test.
 */
final class OciLayout {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEDIA = "application/vnd.oci.image.";

    private final Path folder;
    private final Set<String> seen = new HashSet<>();

    private OciLayout(Path folder) {
        this.folder = folder;
    }

    /** Fails where a rule is broken. */
    static void holdsIn(Path folder, String architecture) throws IOException {
        new OciLayout(folder).hold(architecture);
    }

    private void hold(String architecture) throws IOException {
        assertThat(json("oci-layout").path("imageLayoutVersion").asText()).isEqualTo("1.0.0");
        var index = json("index.json");
        assertThat(index.path("schemaVersion").asInt()).isEqualTo(2);
        assertThat(index.path("mediaType").asText(MEDIA + "index.v1+json"))
                .isEqualTo(MEDIA + "index.v1+json");
        assertThat(index.path("manifests")).hasSize(1);

        var manifest = document(index.path("manifests").get(0), "manifest.v1+json");
        assertThat(manifest.path("schemaVersion").asInt()).isEqualTo(2);
        assertThat(manifest.path("mediaType").asText()).isEqualTo(MEDIA + "manifest.v1+json");
        var config = document(manifest.path("config"), "config.v1+json");
        assertThat(config.path("os").asText()).isEqualTo("linux");
        assertThat(config.path("architecture").asText()).isEqualTo(architecture);
        assertThat(config.path("rootfs").path("type").asText()).isEqualTo("layers");

        var unpacked = new ArrayList<String>();
        for (var layer : manifest.path("layers")) {
            blob(layer, "layer.v1.tar+gzip");
            try (var tar = new GZIPInputStream(open(path(layer)))) {
                unpacked.add("sha256:" + sha256(tar));
            }
        }
        assertThat(texts(config.path("rootfs").path("diff_ids"))).isEqualTo(unpacked);
        assertThat(config.path("history")).hasSize(unpacked.size());
        holdsForDocker(manifest);
        holdsNothingElse();
    }

    private void holdsForDocker(JsonNode manifest) throws IOException {
        var list = json("manifest.json");
        assertThat(list).hasSize(1);
        var entry = list.get(0);
        assertThat(entry.path("Config").asText()).isEqualTo(place(manifest.path("config")));
        var layers = new ArrayList<String>();
        manifest.path("layers").forEach(layer -> layers.add(place(layer)));
        assertThat(texts(entry.path("Layers"))).isEqualTo(layers);
        assertThat(texts(entry.path("RepoTags")))
                .singleElement()
                .asString()
                .matches("tankfleet/[a-z-]+:[\\w.-]+");
    }

    private void holdsNothingElse() throws IOException {
        seen.addAll(List.of("oci-layout", "index.json", "manifest.json"));
        try (var files = Files.walk(folder)) {
            var there = files.filter(Files::isRegularFile).map(folder::relativize);
            assertThat(there.map(Path::toString)).containsExactlyInAnyOrderElementsOf(seen);
        }
    }

    private JsonNode document(JsonNode descriptor, String type) throws IOException {
        blob(descriptor, type);
        return JSON.readTree(path(descriptor).toFile());
    }

    private void blob(JsonNode descriptor, String type) throws IOException {
        assertThat(descriptor.path("mediaType").asText()).isEqualTo(MEDIA + type);
        var file = path(descriptor);
        assertThat(Files.size(file)).isEqualTo(descriptor.path("size").asLong());
        try (var bytes = open(file)) {
            assertThat("sha256:" + sha256(bytes)).isEqualTo(descriptor.path("digest").asText());
        }
        seen.add(place(descriptor));
    }

    private Path path(JsonNode descriptor) {
        return folder.resolve(place(descriptor));
    }

    private static String place(JsonNode descriptor) {
        return "blobs/" + descriptor.path("digest").asText().replace(':', '/');
    }

    private JsonNode json(String name) throws IOException {
        return JSON.readTree(folder.resolve(name).toFile());
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file));
    }

    /** Of all that is left in a stream. */
    static String sha256(InputStream bytes) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(bytes, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
