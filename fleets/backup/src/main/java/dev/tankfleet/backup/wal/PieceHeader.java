package dev.tankfleet.backup.wal;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a piece says of itself, signed, in the line before what is sealed.
 *
 * @param format of this record, {@link #FORMAT}
 * @param piece its own name: a piece that was moved to another place is not believed
 * @param tool which program wrote it
 * @param sizeBytes size of what is sealed
 * @param sha256 hash of what is sealed, lower-case hex
 */
record PieceHeader(
        @JsonProperty(required = true) int format,
        @JsonProperty(required = true) String piece,
        @JsonProperty(required = true) String tool,
        @JsonProperty(required = true) long sizeBytes,
        @JsonProperty(required = true) String sha256) {
    /** The only format so far. */
    static final int FORMAT = 1;

    /** What the signed statement is. */
    static final String TYPE = "application/vnd.tankfleet.backup-wal+json";

    /** Ends it; JSON has none inside. */
    static final byte END = '\n';
}
