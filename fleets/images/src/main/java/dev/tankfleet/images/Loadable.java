package dev.tankfleet.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives an OCI archive what engines look for when they load one, beyond what the format asks: a
 * whole name for containerd, and the list by which a Docker before 25 finds its way. No blob
 * changes, and so no digest. Stateless.
 */
final class Loadable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDEX = "index.json";
    private static final String BLOBS = "blobs/sha256/";

    /** Small blobs are documents; layers are larger. */
    private static final int DOCUMENT_MAX_BYTES = 64_000;

    private Loadable() {}

    /** Rewrites an archive with one image. */
    static void make(Path archive, String name) throws IOException {
        var whole = archive.resolveSibling(archive.getFileName() + ".new");
        var documents = new HashMap<String, byte[]>();
        try (var from = new TarArchiveInputStream(in(archive));
                var to = new TarArchiveOutputStream(out(whole))) {
            for (var entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                if (entry.getSize() <= DOCUMENT_MAX_BYTES) {
                    documents.put(entry.getName(), from.readAllBytes());
                } else {
                    put(to, entry.getName(), entry.getSize());
                    from.transferTo(to);
                    to.closeArchiveEntry();
                }
            }
            var index = (ObjectNode) JSON.readTree(documents.get(INDEX));
            var image = (ObjectNode) index.path("manifests").get(0);
            image.withObject("/annotations").put("io.containerd.image.name", "docker.io/" + name);
            documents.put(INDEX, JSON.writeValueAsBytes(index));
            documents.put("manifest.json", list(documents, digest(image), name));
            for (var document :
                    documents.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
                put(to, document.getKey(), document.getValue().length);
                to.write(document.getValue());
                to.closeArchiveEntry();
            }
        }
        Files.move(whole, archive, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] list(Map<String, byte[]> documents, String manifestDigest, String name)
            throws IOException {
        var manifest = JSON.readTree(documents.get(BLOBS + manifestDigest));
        var list = JSON.createArrayNode();
        var entry = list.addObject();
        entry.put("Config", BLOBS + digest(manifest.path("config")));
        entry.putArray("RepoTags").add(name);
        var layers = entry.putArray("Layers");
        manifest.path("layers").forEach(layer -> layers.add(BLOBS + digest(layer)));
        return JSON.writeValueAsBytes(list);
    }

    private static String digest(JsonNode descriptor) {
        return descriptor.path("digest").asText().replace("sha256:", "");
    }

    private static void put(TarArchiveOutputStream tar, String name, long sizeBytes)
            throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(sizeBytes);
        entry.setModTime(0L);
        tar.putArchiveEntry(entry);
    }

    private static BufferedInputStream in(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file));
    }

    private static BufferedOutputStream out(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file));
    }
}
