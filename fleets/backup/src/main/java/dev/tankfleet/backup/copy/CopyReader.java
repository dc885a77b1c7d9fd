package dev.tankfleet.backup.copy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;

import dev.tankfleet.backup.seal.Opener;
import dev.tankfleet.backup.seal.Trust;
import dev.tankfleet.backup.store.NotStored;
import dev.tankfleet.backup.store.Store;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;

/** Reads copies and believes nothing that is not proven. Immutable; one command's thread. */
public final class CopyReader {
    private static final ObjectReader JSON =
            CopyWriter.JSON
                    .readerFor(Manifest.class)
                    .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Store store;
    private final Trust trust;

    private CopyReader(Store store, Trust trust) {
        this.store = store;
        this.trust = trust;
    }

    /** A reader of the store who believes these. */
    public static CopyReader of(Store store, Trust trust) {
        return new CopyReader(store, trust);
    }

    /**
     * What a copy says of itself.
     *
     * @throws DamagedCopy when it is missing, changed, or not signed by one of the trusted
     * @throws IOException when the store is away or refuses
     */
    public Manifest manifest(CopyName name) throws IOException {
        var path = name.path() + "/" + Manifest.NAME;
        var envelope = new ByteArrayOutputStream();
        try {
            store.get(path, new BoundedOutput(envelope, Trust.STATEMENT_MAX_BYTES, path));
        } catch (NotStored e) {
            throw damaged(name, "has no manifest", e);
        }
        Manifest manifest;
        try {
            manifest = JSON.readValue(trust.open(Manifest.TYPE, envelope.toByteArray()));
        } catch (Trust.NotTrusted e) {
            throw damaged(name, "manifest: " + e.getMessage(), e);
        }
        if (manifest.format() != Manifest.FORMAT) {
            throw new DamagedCopy(
                    "%s: format %d (expected: %d; a newer program may have written it)"
                            .formatted(name, manifest.format(), Manifest.FORMAT));
        }
        if (!manifest.copy().equals(name.path())) {
            throw new DamagedCopy(name + ": its manifest is that of " + manifest.copy());
        }
        return manifest;
    }

    /**
     * Holds what is stored against the manifest: the same files, each of the same size.
     *
     * @param found what a list of the store shows
     * @throws DamagedCopy with the first difference
     */
    public Manifest whole(Found found) throws IOException {
        var manifest = manifest(found.name());
        var missing = new HashSet<>(manifest.files().stream().map(f -> f.name()).toList());
        for (var object : found.objects()) {
            var name = object.name().substring(found.name().path().length() + 1);
            if (name.equals(Manifest.NAME)) {
                continue;
            }
            if (!missing.remove(name)) {
                throw new DamagedCopy(found.name() + ": " + name + " does not belong to it");
            }
            if (fileOf(manifest, name).sizeBytes() != object.sizeBytes()) {
                throw new DamagedCopy(found.name() + ": " + name + " has another size");
            }
        }
        if (!missing.isEmpty()) {
            throw new DamagedCopy(found.name() + ": without " + missing);
        }
        return manifest;
    }

    /**
     * Reads each file and compares its hash; nothing is opened.
     *
     * @return the bytes that were read
     * @throws DamagedCopy with the first difference
     */
    public long check(Manifest manifest) throws IOException {
        long bytes = 0;
        for (var file : manifest.files()) {
            bytes += readInto(manifest, file, OutputStream.nullOutputStream());
        }
        return bytes;
    }

    /**
     * Fetches, checks and opens every file of a copy.
     *
     * @param folder where the files go, under their names before they were sealed
     * @return the names
     * @throws DamagedCopy with the first difference; what is in the folder then is not to be used
     */
    public List<String> restore(Manifest manifest, Opener opener, Path folder) throws IOException {
        var names = new ArrayList<String>();
        for (var parts : SealedFile.of(manifest)) {
            var plain = folder.resolve(parts.plainName());
            try (var sealed = new SealedInput(manifest, parts.parts().iterator(), folder);
                    var output = Files.newOutputStream(plain, StandardOpenOption.CREATE_NEW)) {
                opener.open(sealed, output);
            } catch (DamagedCopy e) {
                throw e;
            } catch (IOException e) {
                throw new IOException(
                        manifest.copy() + ": " + parts.plainName() + ": " + e.getMessage(), e);
            }
            if (Files.size(plain) != parts.plainBytes()) {
                throw new DamagedCopy(manifest.copy() + ": " + plain + " has another size");
            }
            names.add(parts.plainName());
        }
        return names;
    }

    private InputStream fetched(Manifest manifest, Manifest.StoredFile part, Path folder)
            throws IOException {
        var sealed = folder.resolve(part.name());
        try (var output = Files.newOutputStream(sealed)) {
            readInto(manifest, part, output);
        }
        return Files.newInputStream(sealed, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private long readInto(Manifest manifest, Manifest.StoredFile file, OutputStream output)
            throws IOException {
        var path = manifest.copy() + "/" + file.name();
        var digest = Sha256.digest();
        var bounded = new BoundedOutput(output, file.sizeBytes(), path);
        try {
            store.get(path, new DigestOutputStream(bounded, digest));
        } catch (NotStored e) {
            throw damaged(manifest.copy(), "without " + file.name(), e);
        }
        if (bounded.written() != file.sizeBytes() || !Sha256.hex(digest).equals(file.sha256())) {
            throw new DamagedCopy(path + " is not what was stored");
        }
        return bounded.written();
    }

    private static Manifest.StoredFile fileOf(Manifest manifest, String name) {
        return manifest.files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static DamagedCopy damaged(Object copy, String what, Exception cause) {
        var damaged = new DamagedCopy(copy + ": " + what);
        damaged.initCause(cause);
        return damaged;
    }

    /** One part after the other, each fetched when the one before was read, and checked first. */
    private final class SealedInput extends InputStream {
        private final Manifest manifest;
        private final Iterator<Manifest.StoredFile> parts;
        private final Path folder;

        // Owned by the thread that reads.
        private @Nullable InputStream part;

        SealedInput(Manifest manifest, Iterator<Manifest.StoredFile> parts, Path folder) {
            this.manifest = manifest;
            this.parts = parts;
            this.folder = folder;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (true) {
                var current = part;
                if (current == null) {
                    if (!parts.hasNext()) {
                        return -1;
                    }
                    current = fetched(manifest, parts.next(), folder);
                    part = current;
                }
                int count = current.read(bytes, offset, length);
                if (count >= 0) {
                    return count;
                }
                close();
            }
        }

        @Override
        public void close() throws IOException {
            var current = part;
            part = null;
            if (current != null) {
                current.close();
            }
        }
    }
}
