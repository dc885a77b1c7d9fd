package dev.tankfleet.backup.wal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tankfleet.backup.copy.CopyWriter;
import dev.tankfleet.backup.copy.Sha256;
import dev.tankfleet.backup.store.AlreadyStored;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Writes pieces: one object each, which is there as a whole or not at all. Owned by the archiver's
 * thread.
 */
public final class PieceWriter {
    /** What a piece has at most, and so about a fifth of the memory that its way takes. */
    public static final int PIECE_MAX_BYTES = 8 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CopyWriter.Place place;

    /** A writer to a place. */
    public PieceWriter(CopyWriter.Place place) {
        this.place = place;
    }

    /**
     * Seals, signs and stores a piece.
     *
     * @param content all bytes from the beginning of the piece to its end
     * @throws IOException when the store is away or refuses
     */
    public void write(PieceName name, byte[] content) throws IOException {
        var sealed = new ByteArrayOutputStream();
        place.sealer().seal(new ByteArrayInputStream(content), sealed);
        var digest = Sha256.digest();
        digest.update(sealed.toByteArray());
        var header =
                new PieceHeader(
                        PieceHeader.FORMAT,
                        name.path(),
                        CopyWriter.tool(),
                        sealed.size(),
                        Sha256.hex(digest));
        var object = new ByteArrayOutputStream();
        object.writeBytes(place.signer().sign(PieceHeader.TYPE, bytesOf(header)));
        object.write(PieceHeader.END);
        sealed.writeTo(object);
        try {
            place.store().put(name.path(), object.toByteArray());
        } catch (AlreadyStored e) {
            // Stored by a try whose answer was lost: the name says which bytes, and of which server
            // and history, and that has only one of each.
            return;
        }
    }

    private static byte[] bytesOf(PieceHeader header) {
        try {
            return JSON.writeValueAsBytes(header);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a header can be written", e);
        }
    }
}
