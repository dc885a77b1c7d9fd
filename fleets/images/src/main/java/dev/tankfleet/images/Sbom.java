package dev.tankfleet.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What an image is made of, as CycloneDX: the jars, which the build has listed, the runtime and the
 * pinned packages, which it cannot know of. A jar belongs to an entry of the list by its hash, not
 * by its name. Stateless.
 */
final class Sbom {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String SHA_256 = "SHA-256";

    private Sbom() {}

    /** Writes the list of a service. */
    static void write(Path home, Service service, Base base, Path file) throws IOException {
        var listed = service.target(home).resolve("bom.json");
        if (!Files.exists(listed)) {
            throw new IllegalStateException(
                    listed + ": not there (expected: a build with -Pimages and without -o)");
        }
        var bom = (ObjectNode) JSON.readTree(listed.toFile());
        keep(bom, jars(service.target(home).resolve("lib")), listed);
        addHash(
                bom.withObject("/metadata/component"),
                sha256(Files.readAllBytes(service.jar(home))));

        var components = bom.withArray("components");
        for (var part : base.pinned()) {
            addPackage(components, part);
        }
        for (var module : base.modules()) {
            addModule(components, module);
        }
        addJava(components, base);
        // A list of its own: the same service has another one for another machine.
        bom.remove("serialNumber");
        var serial = UUID.nameUUIDFromBytes(JSON.writeValueAsBytes(bom));
        bom.put("serialNumber", "urn:uuid:" + serial);
        Files.write(file, JSON.writeValueAsBytes(bom));
    }

    /** Leaves the entries of jars that are in the image; every one of those must have one. */
    private static void keep(ObjectNode bom, Map<String, Path> jars, Path listed) {
        var missing = new HashMap<>(jars);
        var gone = new HashSet<String>();
        var components = bom.withArray("components").elements();
        while (components.hasNext()) {
            var component = components.next();
            var hash = hashOf(component);
            missing.remove(hash);
            if (!jars.containsKey(hash)) {
                gone.add(component.path("bom-ref").asText());
                components.remove();
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    listed
                            + ": older than "
                            + missing.values()
                            + " (expected: a build of all with -Pimages)");
        }
        forget(bom.withArray("dependencies"), gone);
    }

    private static void forget(ArrayNode dependencies, Set<String> gone) {
        var all = dependencies.elements();
        while (all.hasNext()) {
            var dependency = (ObjectNode) all.next();
            if (gone.contains(dependency.path("ref").asText())) {
                all.remove();
                continue;
            }
            var needed = dependency.withArray("dependsOn").elements();
            while (needed.hasNext()) {
                if (gone.contains(needed.next().asText())) {
                    needed.remove();
                }
            }
        }
    }

    private static Map<String, Path> jars(Path lib) throws IOException {
        var jars = new HashMap<String, Path>();
        try (var files = Files.newDirectoryStream(lib)) {
            for (var jar : files) {
                jars.put(sha256(Files.readAllBytes(jar)), jar);
            }
        }
        return jars;
    }

    private static String hashOf(JsonNode component) {
        for (var hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals(SHA_256)) {
                return hash.path("content").asText();
            }
        }
        return "";
    }

    private static void addPackage(ArrayNode components, Base.Pinned part) {
        var component = components.addObject();
        var purl =
                "pkg:deb/debian/%s@%s?arch=%s"
                        .formatted(
                                escaped(part.name()), escaped(part.version()), part.architecture());
        component.put("type", "library").put("bom-ref", purl);
        component.put("name", part.name()).put("version", part.version());
        addHash(component, part.sha256());
        component.put("purl", purl);
    }

    private static void addModule(ArrayNode components, String module) {
        var nameAndVersion = module.split(" ", 2);
        var purl = "pkg:golang/%s@%s".formatted(nameAndVersion[0], nameAndVersion[1]);
        var component = components.addObject();
        component.put("type", "library").put("bom-ref", purl);
        component.put("name", nameAndVersion[0]).put("version", nameAndVersion[1]);
        component.put("purl", purl);
    }

    /** What was linked; where it comes from a package, that one is listed, too. */
    private static void addJava(ArrayNode components, Base base) throws IOException {
        var version = LinkedJava.version(base);
        var purl = "pkg:generic/openjdk@%s".formatted(escaped(version));
        var component = components.addObject();
        component.put("type", "platform").put("bom-ref", purl);
        component.putObject("supplier").put("name", base.javaVendor());
        component.put("name", "OpenJDK").put("version", version).put("purl", purl);
    }

    private static void addHash(ObjectNode component, String sha256) {
        component.withArray("hashes").addObject().put("alg", SHA_256).put("content", sha256);
    }

    private static String escaped(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("%7E", "~");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(SHA_256).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
