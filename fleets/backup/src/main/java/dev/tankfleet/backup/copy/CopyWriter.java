package dev.tankfleet.backup.copy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import dev.tankfleet.backup.seal.Sealer;
import dev.tankfleet.backup.seal.Signer;
import dev.tankfleet.backup.store.Store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes one copy: each file sealed, then the manifest. Until that is there, nothing is a copy; a
 * job that dies leaves files that the rotation takes away. Owned by the thread of one command.
 */
public final class CopyWriter {
    /** One write to S3 takes no more. */
    static final long FILE_MAX_BYTES = 5L * 1024 * 1024 * 1024;

    static final String SEALED = ".age";
    static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final Place place;
    private final CopyName name;
    private final Path scratch;

    // Owned by the thread of the command.
    private final List<Manifest.StoredFile> files = new ArrayList<>();

    private CopyWriter(Place place, CopyName name, Path scratch) {
        this.place = place;
        this.name = name;
        this.scratch = scratch;
    }

    /**
     * Begins a copy.
     *
     * @param scratch folder for sealed files on their way
     */
    public static CopyWriter begin(Place place, CopyName name, Path scratch) {
        return new CopyWriter(place, name, scratch);
    }

    /**
     * Seals and stores a file.
     *
     * @param fileName what it is called in the copy, without the end that says that it is sealed
     * @throws IOException when it is too large, or the store is away or refuses
     */
    public void add(String fileName, Path plain) throws IOException {
        var sealed = scratch.resolve(fileName + SEALED);
        try {
            place.sealer().seal(plain, sealed);
            long size = Files.size(sealed);
            if (size > FILE_MAX_BYTES) {
                throw new IOException(
                        "%s: %d bytes (expected: <= %d, what a store takes at once)"
                                .formatted(fileName, size, FILE_MAX_BYTES));
            }
            var hash = Sha256.of(sealed);
            place.store().put(name.path() + "/" + fileName + SEALED, sealed);
            files.add(new Manifest.StoredFile(fileName + SEALED, size, hash, Files.size(plain)));
        } finally {
            Files.deleteIfExists(sealed);
        }
    }

    /**
     * Makes a copy of what has been stored.
     *
     * @throws IOException when the store is away or refuses
     */
    public Manifest finish(InstantSource clock, Map<String, String> facts) throws IOException {
        var manifest =
                new Manifest(
                        Manifest.FORMAT,
                        name.path(),
                        tool(),
                        clock.instant().toString(),
                        files,
                        facts);
        place.store()
                .put(
                        name.path() + "/" + Manifest.NAME,
                        place.signer().sign(Manifest.TYPE, bytesOf(manifest)));
        return manifest;
    }

    /** This program, with the version that its jar has. */
    public static String tool() {
        var version = CopyWriter.class.getPackage().getImplementationVersion();
        return "tankfleet backup " + (version == null ? "from the build's classes" : version);
    }

    private static byte[] bytesOf(Manifest manifest) {
        try {
            return JSON.writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest can be written", e);
        }
    }

    /**
     * Where copies go, and how.
     *
     * @param store where
     * @param sealer for whom
     * @param signer in whose name
     */
    public record Place(Store store, Sealer sealer, Signer signer) {}
}
