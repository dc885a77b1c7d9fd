package dev.tankfleet.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What an image is made of, as CycloneDX: the jars, which the build has listed, the runtime and the
 * C library, which it cannot know of. Stateless.
 */
final class Sbom {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Sbom() {}

    /** Writes the list of a service. */
    static void write(Path home, Service service, Base base, Path file) throws IOException {
        var listed = service.target(home).resolve("bom.json");
        if (!Files.exists(listed)) {
            throw new IllegalStateException(
                    listed + ": not there (expected: a build with -Pimages)");
        }
        var bom = (ObjectNode) JSON.readTree(listed.toFile());
        var components = bom.withArray("components");

        var libc = base.libcPackage();
        var library = components.addObject();
        library.put("type", "library").put("name", libc[0]).put("version", libc[1]);
        library.put(
                "purl",
                "pkg:deb/debian/%s@%s?arch=%s"
                        .formatted(libc[0], libc[1].replace("+", "%2B"), libc[2]));
        library.withArray("hashes").addObject().put("alg", "SHA-256").put("content", libc[3]);

        var java = components.addObject();
        java.put("type", "platform").put("name", "OpenJDK").put("version", LinkedJava.version());
        java.putObject("supplier").put("name", LinkedJava.vendor());
        Files.write(file, JSON.writeValueAsBytes(bom));
    }
}
