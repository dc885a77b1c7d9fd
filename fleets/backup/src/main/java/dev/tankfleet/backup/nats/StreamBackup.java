package dev.tankfleet.backup.nats;

import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.CopyWriter;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.copy.Manifest;
import dev.tankfleet.backup.drill.Drilled;
import dev.tankfleet.backup.drill.StoodStill;
import dev.tankfleet.backup.program.Scratch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.TreeMap;

/**
 * Copies a stream with the server's own snapshot and proves copies of one. Stateless. The two files
 * have the names and the form that {@code nats stream restore} of the NATS command line takes.
 */
public final class StreamBackup {
    static final String SNAPSHOT = "stream.tar.s2";
    static final String ABOUT = "backup.json";
    static final String INDEX = "messages.gz";

    private static final String VERSION = "jetstream.version";
    private static final String STREAM = "jetstream.stream";

    private StreamBackup() {}

    /**
     * Makes a copy.
     *
     * @throws IOException when anything fails; then there is no copy
     */
    public static Manifest copy(
            StreamSource stream,
            CopyWriter.Place place,
            String source,
            Path scratchParent,
            InstantSource clock)
            throws IOException {
        try (var scratch = Scratch.in(scratchParent);
                var client = StreamClient.connect(stream)) {
            var folder = scratch.folder();
            var name = new CopyName(Kind.JETSTREAM, source, clock.instant());
            var before = folder.resolve("before.gz");
            MessageIndex.write(client, before);
            var about = client.snapshot(folder.resolve(SNAPSHOT));
            Files.write(folder.resolve(ABOUT), StreamClient.JSON.writeValueAsBytes(about));
            var after = folder.resolve("after.gz");
            MessageIndex.write(client, after);
            var facts = new TreeMap<String, String>();
            facts.put(VERSION, client.serverVersion());
            facts.put(STREAM, stream.stream());
            long messages = StoodStill.keep(before, after, folder.resolve(INDEX));
            facts.put("jetstream.messages", Long.toString(messages));
            facts.put("jetstream.consumers", about.at("/state/consumer_count").asText());
            var copy = CopyWriter.begin(place, name, folder);
            for (var file : new String[] {SNAPSHOT, ABOUT, INDEX}) {
                copy.add(file, folder.resolve(file));
            }
            return copy.finish(clock, facts);
        }
    }

    /**
     * Restores a copy into an empty server and looks for each message that it must have.
     *
     * @param program {@code nats-server}, or where it is
     * @throws IOException when it is broken or does not restore
     */
    public static Drilled drill(String program, Manifest manifest, Path files, InstantSource clock)
            throws IOException {
        var stream = manifest.fact(STREAM);
        try (var server = ThrowawayNats.start(program, files);
                var client = StreamClient.connect(server.source(stream))) {
            var about = StreamClient.JSON.readTree(Files.readAllBytes(files.resolve(ABOUT)));
            client.restore(about, files.resolve(SNAPSHOT));
            var begun = clock.instant();
            var found = files.resolve("found.gz");
            MessageIndex.write(client, found);
            var outcome = StoodStill.compare(files.resolve(INDEX), found);
            var compared = Duration.between(begun, clock.instant());
            return Drilled.ofMoment(manifest, outcome, compared);
        } catch (IOException e) {
            throw new IOException(
                    "%s, made by NATS %s: %s"
                            .formatted(manifest.copy(), manifest.fact(VERSION), e.getMessage()),
                    e);
        }
    }
}
