package dev.tankfleet.process.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that hold secrets. Stateless. */
final class SecretFile {
    static final int BYTES_MAX = 65_536;

    private SecretFile() {}

    /**
     * What is in a file, without spaces around it.
     *
     * @throws IOException if it cannot be read or is longer than {@value #BYTES_MAX} bytes
     */
    static String read(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            var content = bytes.readNBytes(BYTES_MAX + 1);
            if (content.length > BYTES_MAX) {
                throw new IOException(file + ": more than " + BYTES_MAX + " bytes");
            }
            return new String(content, StandardCharsets.UTF_8).strip();
        }
    }
}
