package dev.tankfleet.backup.postgres;

import dev.tankfleet.backup.copy.DamagedCopy;
import dev.tankfleet.backup.copy.Manifest;
import dev.tankfleet.backup.wal.Lsn;
import dev.tankfleet.backup.wal.WalChain;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a copy says of the server that it is a copy of.
 *
 * @param version of PostgreSQL
 * @param owner who may do everything there
 * @param database to connect to first
 * @param chain which history it was in
 * @param segmentBytes size of a segment of its log
 * @param settings those that a server must have at least, which reads while it recovers
 * @param end where in its log the copy ends: it is the state of that moment
 * @param endedAt that moment or one just behind it, by its clock
 */
public record PostgresFacts(
        String version,
        String owner,
        String database,
        WalChain chain,
        long segmentBytes,
        Map<String, String> settings,
        long end,
        Instant endedAt) {
    /** PostgreSQL's manual names them under "hot standby". */
    static final List<String> SETTINGS =
            List.of(
                    "max_connections",
                    "max_locks_per_transaction",
                    "max_prepared_transactions",
                    "max_wal_senders",
                    "max_worker_processes");

    private static final String VERSION = "postgres.version";
    private static final String OWNER = "postgres.owner";
    private static final String DATABASE = "postgres.database";
    private static final String SYSTEM = "postgres.system";
    private static final String TIMELINE = "postgres.timeline";
    private static final String SEGMENT = "postgres.segment-bytes";
    private static final String SETTING = "postgres.setting.";
    private static final String END = "postgres.end";
    private static final String ENDED_AT = "postgres.ended-at";

    public PostgresFacts {
        settings = Map.copyOf(settings);
    }

    /**
     * Reads those of a copy.
     *
     * @throws DamagedCopy when one is missing or means nothing
     */
    public static PostgresFacts of(Manifest manifest) throws DamagedCopy {
        var settings = new TreeMap<String, String>();
        for (var name : SETTINGS) {
            settings.put(name, manifest.fact(SETTING + name));
        }
        try {
            return new PostgresFacts(
                    manifest.fact(VERSION),
                    manifest.fact(OWNER),
                    manifest.fact(DATABASE),
                    new WalChain(manifest.fact(SYSTEM), Integer.parseInt(manifest.fact(TIMELINE))),
                    Long.parseLong(manifest.fact(SEGMENT)),
                    settings,
                    Lsn.parse(manifest.fact(END)),
                    Instant.parse(manifest.fact(ENDED_AT)));
        } catch (IllegalArgumentException | DateTimeException e) {
            var damaged = new DamagedCopy(manifest.copy() + ": " + e.getMessage());
            damaged.initCause(e);
            throw damaged;
        }
    }

    Map<String, String> toMap() {
        var facts = new TreeMap<String, String>();
        facts.put(VERSION, version);
        facts.put(OWNER, owner);
        facts.put(DATABASE, database);
        facts.put(SYSTEM, chain.system());
        facts.put(TIMELINE, Integer.toString(chain.timeline()));
        facts.put(SEGMENT, Long.toString(segmentBytes));
        settings.forEach((name, value) -> facts.put(SETTING + name, value));
        facts.put(END, Lsn.text(end));
        facts.put(ENDED_AT, endedAt.toString());
        return facts;
    }
}
