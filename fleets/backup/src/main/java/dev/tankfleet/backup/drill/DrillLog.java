package dev.tankfleet.backup.drill;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.seal.Signer;
import dev.tankfleet.backup.seal.Trust;
import dev.tankfleet.backup.store.Store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** The log of drills: one signed statement for each, beside the copies. Stateless, any thread. */
public final class DrillLog {
    private static final String FOLDER = "drills/";
    private static final String END = ".json";
    private static final int MS_PER_S = 1_000;
    private static final String TYPE = "application/vnd.tankfleet.backup-drill+json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader READER =
            JSON.readerFor(Entry.class)
                    .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private DrillLog() {}

    /**
     * What a drill said.
     *
     * @param copy path of the copy, or of its source when there was none
     * @param endedAt when, ISO-8601
     * @param durationMs how long it took to fetch, restore and compare
     * @param restoredMs how much of that passed until the server had everything
     * @param upTo everything that the source had written by then was restored, ISO-8601; empty when
     *     it was given up
     * @param ok whether everything was there
     * @param failure why it was given up, empty when it was not
     * @param outcome what was compared
     */
    public record Entry(
            @JsonProperty(required = true) String copy,
            @JsonProperty(required = true) String endedAt,
            @JsonProperty(required = true) long durationMs,
            @JsonProperty(required = true) long restoredMs,
            @JsonProperty(required = true) String upTo,
            @JsonProperty(required = true) boolean ok,
            @JsonProperty(required = true) String failure,
            @JsonProperty(required = true) Outcome outcome) {}

    /**
     * Writes an entry.
     *
     * @param at names it; the time when the drill was begun
     * @throws IOException when the store is away or refuses
     */
    public static void write(
            Store store, Signer signer, Kind kind, String source, Instant at, Entry entry)
            throws IOException {
        try {
            // Seconds stand in the path; two drills of one second are two entries.
            var path = new CopyName(kind, source, at).path();
            var name = FOLDER + "%s-%03d".formatted(path, at.toEpochMilli() % MS_PER_S) + END;
            store.put(name, signer.sign(TYPE, JSON.writeValueAsBytes(entry)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry can be written", e);
        }
    }

    /**
     * The newest entry.
     *
     * @throws IOException when the store is away or refuses
     * @throws Trust.NotTrusted when the newest is not what one of the trusted signed
     */
    public static Optional<Entry> newest(Store store, Trust trust, Kind kind, String source)
            throws IOException, Trust.NotTrusted {
        var entries = store.list(FOLDER + kind.folder() + "/" + source + "/");
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        if (entries.getLast().sizeBytes() > Trust.STATEMENT_MAX_BYTES) {
            throw new IOException(entries.getLast().name() + " is too large to be an entry");
        }
        var envelope = new ByteArrayOutputStream();
        store.get(entries.getLast().name(), envelope);
        return Optional.of(READER.readValue(trust.open(TYPE, envelope.toByteArray())));
    }
}
