package dev.tankfleet.backup.wire.parts;

import dev.tankfleet.backup.archiver.WalArchiver;
import dev.tankfleet.backup.archiver.WalConfig;
import dev.tankfleet.backup.archiver.postgres.PostgresWalSource;
import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.CopyReader;
import dev.tankfleet.backup.copy.CopyWriter;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.copy.Manifest;
import dev.tankfleet.backup.drill.Drill;
import dev.tankfleet.backup.nats.StreamBackup;
import dev.tankfleet.backup.nats.StreamSource;
import dev.tankfleet.backup.postgres.PostgresBackup;
import dev.tankfleet.backup.postgres.PostgresConfig;
import dev.tankfleet.backup.postgres.PostgresTools;
import dev.tankfleet.backup.redis.RedisBackup;
import dev.tankfleet.backup.redis.RedisConfig;
import dev.tankfleet.backup.seal.Opener;
import dev.tankfleet.backup.seal.Signer;
import dev.tankfleet.backup.seal.Trust;
import dev.tankfleet.backup.seal.age.AgeOpener;
import dev.tankfleet.backup.seal.age.AgeSealer;
import dev.tankfleet.backup.store.Store;
import dev.tankfleet.backup.store.folder.FolderStore;
import dev.tankfleet.backup.store.s3.S3Config;
import dev.tankfleet.backup.store.s3.S3Store;
import dev.tankfleet.backup.wal.Archive;
import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;
import dev.tankfleet.process.config.Settings;

import io.micrometer.core.instrument.MeterRegistry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** Makes each part from the environment; a command asks for those that it needs, and no others. */
public final class Wiring {
    private static final String SEAL = "seal";
    private static final String SIGN = "sign";

    private final Settings settings;
    private final InstantSource clock;

    /** Reads an environment. */
    public Wiring(Map<String, String> environment, InstantSource clock) {
        this.settings = Settings.of(environment);
        this.clock = clock;
    }

    /** All that was set. */
    public Settings settings() {
        return settings;
    }

    /** What time it is. */
    public InstantSource clock() {
        return clock;
    }

    /**
     * The store.
     *
     * @throws IOException when its folder cannot be made
     */
    public Store store() throws IOException {
        var store = settings.bind(StoreSettings.class, "store");
        return store.isFolder()
                ? FolderStore.in(Path.of(store.folder()))
                : S3Store.open(
                        settings.bind(S3Config.class, "store"), store.bucket(), store.prefix());
    }

    /** What every job is told. */
    public JobSettings job() {
        return settings.bind(JobSettings.class, "");
    }

    /** Who is believed. */
    public Trust trust() {
        return Trust.in(settings.bind(SealSettings.Trusting.class, SIGN).trusted());
    }

    /**
     * Who reads copies.
     *
     * @throws IOException when the folder of the store cannot be made
     */
    public CopyReader reader() throws IOException {
        return CopyReader.of(store(), trust());
    }

    /**
     * What the store has of the logs of all servers.
     *
     * @throws IOException when the folder of the store cannot be made
     */
    public Archive archive() throws IOException {
        return Archive.of(store(), trust(), opener());
    }

    /** In whose name is signed. */
    public Signer signer() {
        return Signer.of(settings.bind(SealSettings.Signing.class, SIGN).key());
    }

    /** Who opens copies. */
    public Opener opener() {
        return AgeOpener.of(settings.bind(SealSettings.Opening.class, SEAL).identity());
    }

    /** Follows the log of the PostgreSQL that the environment describes. */
    public WalArchiver walArchiver(MeterRegistry registry) throws IOException {
        var config = settings.bind(WalConfig.class, "wal");
        var postgres = settings.bind(PostgresConfig.class, "postgres");
        return WalArchiver.create(
                config,
                PostgresWalSource.of(postgres, config.slot()),
                place(),
                job().source(),
                registry,
                clock);
    }

    /** Makes a copy of the one kind that the environment describes. */
    public Manifest copy(Kind kind) throws IOException {
        var job = job();
        var place = place();
        return switch (kind) {
            case REDIS ->
                    RedisBackup.copy(
                            settings.bind(RedisConfig.class, "redis"),
                            place,
                            job.source(),
                            job.scratch(),
                            clock);
            case POSTGRES ->
                    PostgresBackup.copy(
                            settings.bind(PostgresConfig.class, "postgres"),
                            postgresTools(),
                            place,
                            job.source(),
                            job.scratch(),
                            clock);
            case JETSTREAM ->
                    StreamBackup.copy(
                            settings.bind(StreamSource.class, "nats"),
                            place,
                            job.source(),
                            job.scratch(),
                            clock);
        };
    }

    /** Restores copies of a kind. */
    public Drill drill(Kind kind) {
        return switch (kind) {
            case REDIS -> (manifest, files) -> RedisBackup.drill(manifest, files, clock);
            case POSTGRES ->
                    (manifest, files) ->
                            PostgresBackup.drill(
                                    postgresTools(), manifest, files, archive(), clock);
            case JETSTREAM ->
                    (manifest, files) -> StreamBackup.drill(natsServer(), manifest, files, clock);
        };
    }

    private CopyWriter.Place place() throws IOException {
        var recipients = settings.bind(SealSettings.Sealing.class, SEAL).recipients();
        return new CopyWriter.Place(store(), AgeSealer.forAll(recipients), signer());
    }

    /** PostgreSQL's programs. */
    public PostgresTools postgresTools() {
        return settings.bind(PostgresTools.class, "postgres.tools");
    }

    private String natsServer() {
        return settings.bind(NatsTools.class, "nats.tools").server();
    }

    /**
     * What every job that makes or restores copies is told.
     *
     * @param source what is copied, such as the region: it becomes part of names and a label
     * @param scratch folder for files on their way; a copy needs about twice its size there
     */
    public record JobSettings(String source, @Default("/tmp") Path scratch) {
        public JobSettings {
            Check.that(CopyName.isSource(source), "source", source, CopyName.SOURCE_RULE);
        }
    }

    /**
     * The program of NATS.
     *
     * @param server {@code nats-server}, or where it is
     */
    record NatsTools(@Default("nats-server") String server) {}
}
