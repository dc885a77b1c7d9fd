package dev.tankfleet.backup.wal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import dev.tankfleet.backup.copy.BoundedOutput;
import dev.tankfleet.backup.copy.DamagedCopy;
import dev.tankfleet.backup.copy.Sha256;
import dev.tankfleet.backup.seal.Opener;
import dev.tankfleet.backup.seal.Trust;
import dev.tankfleet.backup.store.NotStored;
import dev.tankfleet.backup.store.Store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** Reads pieces and believes nothing that is not proven. Immutable; one command's thread. */
public final class PieceReader {
    /** What is sealed is a little larger than what is inside, and stands behind a header. */
    private static final long OBJECT_MAX_BYTES = PieceWriter.PIECE_MAX_BYTES + 1024 * 1024;

    private static final ObjectReader JSON =
            new ObjectMapper()
                    .readerFor(PieceHeader.class)
                    .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Store store;
    private final Trust trust;

    private PieceReader(Store store, Trust trust) {
        this.store = store;
        this.trust = trust;
    }

    /** A reader of the store who believes these. */
    public static PieceReader of(Store store, Trust trust) {
        return new PieceReader(store, trust);
    }

    /**
     * Reads a piece and holds each byte against what was signed; nothing is opened.
     *
     * @throws DamagedCopy when it is missing or not as it was
     * @throws IOException when the store is away or refuses
     */
    public void check(PieceName name) throws IOException {
        sealed(name);
    }

    /**
     * The bytes of the log.
     *
     * @throws DamagedCopy when it is missing or not as it was
     * @throws IOException when the store is away or refuses, or it was sealed for others
     */
    byte[] open(PieceName name, Opener opener) throws IOException {
        var plain = new ByteArrayOutputStream();
        opener.open(new ByteArrayInputStream(sealed(name)), plain);
        if (plain.size() != name.sizeBytes()) {
            throw new DamagedCopy(name + ": " + plain.size() + " bytes are inside");
        }
        return plain.toByteArray();
    }

    private byte[] sealed(PieceName name) throws IOException {
        var object = content(name);
        int end = 0;
        while (end < object.length && object[end] != PieceHeader.END) {
            end++;
        }
        PieceHeader header;
        try {
            header = JSON.readValue(trust.open(PieceHeader.TYPE, Arrays.copyOf(object, end)));
        } catch (Trust.NotTrusted e) {
            throw damaged(name, String.valueOf(e.getMessage()), e);
        }
        if (header.format() != PieceHeader.FORMAT) {
            throw new DamagedCopy(
                    "%s: format %d (expected: %d; a newer program may have written it)"
                            .formatted(name, header.format(), PieceHeader.FORMAT));
        }
        if (!header.piece().equals(name.path())) {
            throw new DamagedCopy(name + ": is " + header.piece());
        }
        var sealed = Arrays.copyOfRange(object, Math.min(end + 1, object.length), object.length);
        var digest = Sha256.digest();
        digest.update(sealed);
        if (sealed.length != header.sizeBytes() || !Sha256.hex(digest).equals(header.sha256())) {
            throw new DamagedCopy(name + " is not what was stored");
        }
        return sealed;
    }

    private byte[] content(PieceName name) throws IOException {
        var object = new ByteArrayOutputStream();
        try {
            store.get(name.path(), new BoundedOutput(object, OBJECT_MAX_BYTES, name.path()));
        } catch (NotStored e) {
            throw damaged(name, "is not there", e);
        }
        return object.toByteArray();
    }

    private static DamagedCopy damaged(PieceName name, String what, Exception cause) {
        var damaged = new DamagedCopy(name + ": " + what);
        damaged.initCause(cause);
        return damaged;
    }
}
