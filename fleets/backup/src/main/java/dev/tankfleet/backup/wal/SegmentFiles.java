package dev.tankfleet.backup.wal;

import dev.tankfleet.backup.seal.Opener;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts pieces together to the files that a PostgreSQL fetches when it recovers. Stateless. */
public final class SegmentFiles {
    private SegmentFiles() {}

    /**
     * Writes one file for each segment on the way. What is behind the end is zero, where PostgreSQL
     * stops; there is always such a file, also when the end is that of a segment.
     *
     * @param begun folder with the segments that came with the copy: pieces may begin in the middle
     *     of one
     * @param folder where they go
     * @throws IOException when a piece is missing or damaged, or the store is away
     */
    public static void write(
            PieceReader reader,
            Reach reach,
            Opener opener,
            long segmentBytes,
            Path begun,
            Path folder)
            throws IOException {
        for (var piece : reach.pieces()) {
            var bytes = reader.open(piece, opener);
            try (var file = file(piece, piece.from(), segmentBytes, begun, folder)) {
                file.seek(piece.from() % segmentBytes);
                file.write(bytes);
            }
        }
        if (reach.hasPieces()) {
            file(reach.pieces().getLast(), reach.to(), segmentBytes, begun, folder).close();
        }
    }

    private static RandomAccessFile file(
            PieceName piece, long position, long segmentBytes, Path begun, Path folder)
            throws IOException {
        var name = Lsn.segmentName(piece.chain().timeline(), position, segmentBytes);
        var path = folder.resolve(name);
        if (!Files.exists(path) && Files.exists(begun.resolve(name))) {
            Files.copy(begun.resolve(name), path, StandardCopyOption.COPY_ATTRIBUTES);
        }
        var file = new RandomAccessFile(path.toFile(), "rw");
        file.setLength(segmentBytes);
        return file;
    }
}
