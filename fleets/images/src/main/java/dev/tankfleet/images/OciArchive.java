package dev.tankfleet.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** An image in an OCI archive, read back. Immutable but for the folder that it was opened into. */
final class OciArchive {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path blobs;
    private final JsonNode manifest;
    private final JsonNode config;

    private OciArchive(Path blobs, JsonNode manifest, JsonNode config) {
        this.blobs = blobs;
        this.manifest = manifest;
        this.config = config;
    }

    /** Opens an archive with one image into a folder. */
    static OciArchive open(Path archive, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(buffered(archive))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, folder);
            }
        }
        var images = JSON.readTree(folder.resolve("index.json").toFile()).path("manifests");
        if (images.size() != 1) {
            throw new IOException(archive + ": " + images.size() + " images (expected: 1)");
        }
        var blobs = folder.resolve("blobs").resolve("sha256");
        var digest = images.get(0).path("digest").asText();
        var manifest = JSON.readTree(blob(blobs, digest).toFile());
        var config = JSON.readTree(blob(blobs, digestOf(manifest.path("config"))).toFile());
        return new OciArchive(blobs, manifest, config);
    }

    /** User, entry point, environment, labels and ports. */
    JsonNode config() {
        return config.path("config");
    }

    /** Architecture, system and layers. */
    JsonNode image() {
        return config;
    }

    /** Digests of the layers as they travel, from the lowest. */
    List<String> layerDigests() {
        var digests = new ArrayList<String>();
        manifest.path("layers").forEach(layer -> digests.add(digestOf(layer)));
        return digests;
    }

    /** All entries of all layers, from the lowest. */
    List<TarArchiveEntry> entries() throws IOException {
        var entries = new ArrayList<TarArchiveEntry>();
        for (var layer : layerDigests()) {
            try (var tar = layer(layer)) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    /**
     * Unpacks it for {@code fleets/images/jail}: the files, what to run and with which environment.
     */
    void unpack(Path folder) throws IOException {
        var root = Files.createDirectories(folder.resolve("root"));
        for (var layer : layerDigests()) {
            try (var tar = layer(layer)) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(tar, entry, root);
                }
            }
        }
        // A container runtime makes these.
        for (var file : List.of("etc/hosts", "etc/resolv.conf")) {
            Files.createFile(root.resolve(file));
        }
        Files.write(folder.resolve("command"), texts(config().path("Entrypoint")));
        Files.write(folder.resolve("environment"), texts(config().path("Env")));
    }

    private TarArchiveInputStream layer(String layer) throws IOException {
        return new TarArchiveInputStream(new GZIPInputStream(buffered(blob(blobs, layer))));
    }

    private static void write(InputStream tar, TarArchiveEntry entry, Path folder)
            throws IOException {
        var path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException(entry.getName() + ": outside of the archive");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        if (!entry.isFile()) {
            throw new IOException(entry.getName() + ": neither a file nor a folder");
        }
        Files.createDirectories(path.resolveSibling("."));
        Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(path, permissions(entry.getMode()));
        // What was learned is void for jars with other times.
        Files.setLastModifiedTime(path, entry.getLastModifiedTime());
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var all = PosixFilePermission.values(); // from the owner's read to the others' execute
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < all.length; i++) {
            if ((mode & 1 << (all.length - 1 - i)) != 0) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String digestOf(JsonNode descriptor) {
        return descriptor.path("digest").asText();
    }

    private static Path blob(Path blobs, String digest) {
        return blobs.resolve(digest.substring(digest.indexOf(':') + 1));
    }

    private static InputStream buffered(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }
}
