package dev.tankfleet.process.tls;

import dev.tankfleet.process.config.Secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What stood in {@code tls.crt} and {@code tls.key} of a folder at one moment. A kubelet writes a
 * newer Secret into a folder of its own and turns the link {@code ..data} to it; through that link
 * the two are always of one age.
 *
 * @param certificate the text of the one
 * @param key the text of the other
 */
record PemFiles(String certificate, Secret key) {
    static final String CERTIFICATE = "tls.crt";
    static final String KEY = "tls.key";

    private static final String LINK_OF_KUBELET = "..data";
    private static final int FILE_BYTES_MAX = 65_536;

    /**
     * Reads both.
     *
     * @throws IOException if one cannot be read; the message says which
     */
    static PemFiles read(Path folder) throws IOException {
        try {
            return readOnce(folder);
        } catch (FileSystemException _) {
            // The link may have been turned, and what it had shown is gone: then once more is
            // enough.
            return readOrTell(folder);
        }
    }

    private static PemFiles readOrTell(Path folder) throws IOException {
        try {
            return readOnce(folder);
        } catch (FileSystemException e) { // says no more than a name
            throw new IOException("cannot read " + e.getFile(), e);
        }
    }

    private static PemFiles readOnce(Path folder) throws IOException {
        var link = folder.resolve(LINK_OF_KUBELET);
        var from = Files.exists(link) ? link.toRealPath() : folder;
        return new PemFiles(text(from.resolve(CERTIFICATE)), Secret.of(text(from.resolve(KEY))));
    }

    private static String text(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length > FILE_BYTES_MAX) {
                throw new IOException(file + " is larger than " + FILE_BYTES_MAX + " bytes");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
