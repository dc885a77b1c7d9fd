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
    /**
     * S3 takes five at once; a smaller part is sooner sent again, and needs less room on the way.
     */
    static final long PART_MAX_BYTES = 1024L * 1024 * 1024;

    static final String SEALED = ".age";
    static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final Place place;
    private final CopyName name;
    private final Path scratch;
    private final long partMaxBytes;

    // Owned by the thread of the command.
    private final List<Manifest.StoredFile> files = new ArrayList<>();

    private CopyWriter(Place place, CopyName name, Path scratch, long partMaxBytes) {
        this.place = place;
        this.name = name;
        this.scratch = scratch;
        this.partMaxBytes = partMaxBytes;
    }

    /**
     * Begins a copy.
     *
     * @param scratch folder for sealed parts on their way, one at a time
     */
    public static CopyWriter begin(Place place, CopyName name, Path scratch) {
        return begin(place, name, scratch, PART_MAX_BYTES);
    }

    static CopyWriter begin(Place place, CopyName name, Path scratch, long partMaxBytes) {
        return new CopyWriter(place, name, scratch, partMaxBytes);
    }

    /**
     * Seals and stores a file, in as many parts as it takes.
     *
     * @param fileName what it is called in the copy, without the end that says that it is sealed
     * @throws IOException when it is too large, or the store is away or refuses
     */
    public void add(String fileName, Path plain) throws IOException {
        long plainBytes = Files.size(plain);
        try (var input = Files.newInputStream(plain);
                var parts =
                        new PartsOutput(
                                scratch.resolve(fileName + SEALED),
                                partMaxBytes,
                                (file, part) -> store(fileName, file, part, plainBytes))) {
            place.sealer().seal(input, parts);
        }
    }

    private void store(String fileName, Path sealed, PartsOutput.Part part, long plainBytes)
            throws IOException {
        var stored = fileName + SEALED + part.end();
        place.store().put(name.path() + "/" + stored, sealed);
        long inside = part.number() == 1 ? plainBytes : 0;
        files.add(new Manifest.StoredFile(stored, part.sizeBytes(), part.sha256(), inside));
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
