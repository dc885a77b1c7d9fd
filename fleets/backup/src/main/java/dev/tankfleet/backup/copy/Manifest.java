package dev.tankfleet.backup.copy;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a copy says of itself.
 *
 * @param format of this record, {@link #FORMAT}
 * @param copy its own path: a manifest that was moved to another place is not believed
 * @param tool which program wrote it
 * @param endedAt when everything else had been stored, ISO-8601
 * @param files everything else
 * @param facts about the source, such as its version and what was counted
 */
public record Manifest(
        @JsonProperty(required = true) int format,
        @JsonProperty(required = true) String copy,
        @JsonProperty(required = true) String tool,
        @JsonProperty(required = true) String endedAt,
        @JsonProperty(required = true) List<StoredFile> files,
        @JsonProperty(required = true) Map<String, String> facts) {
    /** The only format so far. */
    public static final int FORMAT = 1;

    /** What every complete copy has under this name. */
    public static final String NAME = "manifest.json";

    /** What the signed statement is. */
    static final String TYPE = "application/vnd.tankfleet.backup-manifest+json";

    public Manifest {
        files = List.copyOf(files);
        facts = Map.copyOf(new TreeMap<>(facts));
    }

    /** Size of all files in the store. */
    public long sizeBytes() {
        return files.stream().mapToLong(StoredFile::sizeBytes).sum();
    }

    /** A fact, or why this manifest cannot be used. */
    public String fact(String name) throws DamagedCopy {
        var value = facts.get(name);
        if (value == null) {
            throw new DamagedCopy(copy + ": its manifest does not say " + name);
        }
        return value;
    }

    /**
     * A sealed file, or a part of one that no store takes at once. Parts stand one after another.
     *
     * @param name inside the copy, as it is stored
     * @param sizeBytes size as it is stored
     * @param sha256 hash as it is stored, lower-case hex
     * @param plainBytes size of what is inside the file; 0 for all its parts but the first
     */
    public record StoredFile(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) long sizeBytes,
            @JsonProperty(required = true) String sha256,
            @JsonProperty(required = true) long plainBytes) {}
}
