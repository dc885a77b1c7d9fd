package dev.tankfleet.backup.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.Manifest;
import dev.tankfleet.backup.copy.TestPlace;
import dev.tankfleet.backup.drill.Outcome;
import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.testkit.damage.FlippedBit;
import dev.tankfleet.testkit.nats.TestNats;
import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A real stream, copied by a user who may do no more than that. */
@NeedsProgram(Program.NATS)
final class StreamBackupIT {
    private static final String STREAM = "RESULTS_eu";
    private static final int MESSAGES = 400;
    private static final int TAKEN = 100;
    private static final InstantSource NOW =
            InstantSource.fixed(Instant.parse("2026-11-22T01:00:00Z"));
    private static final String NATS = Program.NATS.path().map(Path::toString).orElse("");

    @TempDir private Path folder;
    private final TestPlace place = TestPlace.inMemory();
    private TestNats server;
    private Connection connection;
    private JetStream jetStream;

    @BeforeEach
    void startNats() throws Exception {
        int port = FreePorts.next();
        server =
                TestNats.start(
                        folder,
                        "nats",
                        port,
                        """
                        listen: "127.0.0.1:%d"
                        jetstream { store_dir: "%s", domain: "eu" }
                        accounts { REGION { jetstream: enabled, users: [
                          {user: all, password: all},
                          {user: backup, password: backup, permissions: {
                            publish: {allow: ["$JS.API.STREAM.INFO.RESULTS_eu",
                              "$JS.API.STREAM.MSG.GET.RESULTS_eu",
                              "$JS.API.STREAM.SNAPSHOT.RESULTS_eu",
                              "$JS.SNAPSHOT.ACK.RESULTS_eu.>"]},
                            subscribe: {allow: ["_INBOX.backup.>"]}}}
                        ] } }
                        """
                                .formatted(port, folder.resolve("jetstream")));
        connection =
                Nats.connect(
                        new Options.Builder().server(server.url()).userInfo("all", "all").build());
        var management = connection.jetStreamManagement();
        management.addStream(
                StreamConfiguration.builder()
                        .name(STREAM)
                        .subjects("match.result")
                        .storageType(StorageType.File)
                        .retentionPolicy(RetentionPolicy.Interest)
                        .build());
        management.addOrUpdateConsumer(
                STREAM,
                ConsumerConfiguration.builder()
                        .durable("store")
                        .ackPolicy(AckPolicy.Explicit)
                        .build());
        jetStream = connection.jetStream();
        var random = new Random(3);
        for (int i = 0; i < MESSAGES; i++) {
            var body = new byte[random.nextInt(4_000)];
            random.nextBytes(body);
            jetStream.publish("match.result", new Headers().add("Nats-Msg-Id", "match-" + i), body);
        }
    }

    @AfterEach
    void stopNats() throws InterruptedException {
        connection.close();
        server.close();
    }

    @Test
    void restoresMessageByMessageWhatTheStreamHad() throws Exception {
        take(TAKEN);
        var manifest = copy();
        var files = restore(manifest);

        var outcome = drill(manifest, files);

        assertThat(outcome).isEqualTo(new Outcome(MESSAGES - TAKEN, 0, 0, 0, List.of()));
        assertThat(manifest.facts())
                .containsEntry("jetstream.messages", Integer.toString(MESSAGES - TAKEN))
                .containsEntry("jetstream.consumers", "1")
                .containsEntry("jetstream.version", connection.getServerInfo().getVersion());
    }

    @Test
    void restoresWhatEachConsumerHasTaken() throws Exception {
        take(TAKEN);
        var files = restore(copy());
        var about = StreamClient.JSON.readTree(files.resolve(StreamBackup.ABOUT).toFile());

        try (var empty = ThrowawayNats.start(NATS, Files.createDirectory(folder.resolve("new")));
                var client = StreamClient.connect(empty.source(STREAM))) {
            client.restore(about, files.resolve(StreamBackup.SNAPSHOT));
            var source = empty.source(STREAM);
            var options =
                    new Options.Builder()
                            .server(source.url())
                            .userInfo(source.user(), source.password().current().reveal())
                            .build();
            var restored = Nats.connect(options);
            var consumer = restored.jetStreamManagement().getConsumerInfo(STREAM, "store");
            restored.close();
            assertThat(consumer.getNumPending()).isEqualTo(MESSAGES - TAKEN);
            assertThat(consumer.getAckFloor().getStreamSequence()).isEqualTo(TAKEN);
        }
    }

    @Test
    void holdsEveryMessageThatStoodStillWhileOthersCameAndWent() throws Exception {
        var isOver = new AtomicBoolean();
        var moved = new AtomicInteger();
        var mover =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (!isOver.get()) {
                                        publishAndTake();
                                        moved.incrementAndGet();
                                    }
                                });
        Manifest manifest;
        try {
            manifest = copy();
        } finally {
            isOver.set(true);
            mover.join();
        }

        var outcome = drill(manifest, restore(manifest));

        assertThat(moved).hasValueGreaterThan(10);
        assertThat(outcome.isFine()).as("%s", outcome.notes()).isTrue();
        assertThat(outcome.compared()).isPositive();
    }

    @Test
    void noticesASnapshotThatIsBroken() throws Exception {
        var manifest = copy();
        var files = restore(manifest);
        FlippedBit.in(files.resolve(StreamBackup.SNAPSHOT));

        assertThatThrownBy(() -> drill(manifest, files))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nats: RESTORE: ");
    }

    @Test
    void saysThatTheUserMayNotAsk() {
        var other =
                new StreamSource(
                        server.url(), "backup", RotatingSecret.of("backup"), "OTHER", brief());

        assertThatThrownBy(() -> StreamBackup.copy(other, place.writer(), "eu", folder, NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("$JS.API.STREAM.INFO.OTHER: no answer within PT1S");
    }

    private Manifest copy() throws IOException {
        var source =
                new StreamSource(
                        server.url(),
                        "backup",
                        RotatingSecret.of("backup"),
                        STREAM,
                        Duration.ofSeconds(20));
        var written = StreamBackup.copy(source, place.writer(), "eu", folder, NOW);
        return place.reader().manifest(CopyName.parse(written.copy()).orElseThrow());
    }

    private static Duration brief() {
        return Duration.ofSeconds(1);
    }

    private Path restore(Manifest manifest) throws IOException {
        var files = Files.createDirectory(folder.resolve("restored"));
        place.reader().restore(manifest, place.opener(), files);
        return files;
    }

    private void publishAndTake() {
        try {
            jetStream.publish("match.result", new byte[100]);
            take(1);
        } catch (Exception e) { // a lambda may throw none
            throw new IllegalStateException(e);
        }
    }

    private static Outcome drill(Manifest manifest, Path files) throws IOException {
        return StreamBackup.drill(NATS, manifest, files, NOW).outcome();
    }

    private void take(int count) throws Exception {
        var options = PullSubscribeOptions.bind(STREAM, "store");
        var taker = jetStream.subscribe(null, options);
        int taken = 0;
        while (taken < count) {
            for (var message : taker.fetch(count - taken, Duration.ofSeconds(5))) {
                message.ack();
                taken++;
            }
        }
        // Until the server has them all.
        connection.flush(Duration.ofSeconds(5));
        taker.unsubscribe();
    }
}
