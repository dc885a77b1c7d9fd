package dev.tankfleet.bus.nats.conf;

import dev.tankfleet.bus.BusUnavailable;
import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Lawbook.Law;
import dev.tankfleet.bus.nats.FirstConnection;
import dev.tankfleet.bus.nats.NatsNames;
import dev.tankfleet.process.config.Secret;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Options;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Makes the stream of a region and its consumers, or brings them up to date; what is in it stays.
 * Runs on the caller's thread, as the user {@link LeafPlan#SETUP} of the region's server.
 *
 * <p>A message leaves the stream when every consumer has acknowledged it. A full stream refuses new
 * ones, which their senders keep, rather than lose old ones.
 */
public final class ResultStream {
    /** Within this time a second message under the same id is not stored again. */
    public static final Duration DUPLICATE_WINDOW = Duration.ofMinutes(10);

    /** A message whose holder has died comes to another after this time. */
    public static final Duration ACKNOWLEDGE_MAX = Duration.ofSeconds(10);

    /** Messages of one consumer that are out at once. */
    public static final int UNACKNOWLEDGED_MAX = 256;

    private static final long BYTES_MAX = 512L * 1024 * 1024;
    private static final int UNLIMITED = -1;
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    /** The server may have been started a moment ago, on a machine that starts a dozen others. */
    private static final Duration START_MAX = Duration.ofSeconds(30);

    private static final int NOT_FOUND = 404;

    private ResultStream() {}

    /**
     * Makes or updates.
     *
     * @param url {@code nats://host:port} of the region's server
     * @param setupPassword password of {@link LeafPlan#SETUP}
     * @throws BusUnavailable if the server is away or refuses
     */
    public static void ensure(Lawbook lawbook, String url, Secret setupPassword, String region) {
        var options =
                new Options.Builder()
                        .server(url)
                        .userInfo(LeafPlan.SETUP, setupPassword.reveal())
                        .inboxPrefix("_INBOX." + LeafPlan.SETUP + ".")
                        .connectionName(LeafPlan.SETUP)
                        .connectionTimeout(CONNECT_MAX)
                        .noReconnect()
                        .build();
        try {
            var connection = FirstConnection.open(options, START_MAX);
            try {
                ensure(connection, lawbook, region);
            } finally {
                connection.close();
            }
        } catch (IOException | JetStreamApiException e) {
            throw new BusUnavailable("nats: stream of " + region + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusUnavailable("nats: stream of " + region + ": interrupted", e);
        }
    }

    private static void ensure(Connection connection, Lawbook lawbook, String region)
            throws IOException, JetStreamApiException {
        var management = connection.jetStreamManagement();
        var stream =
                StreamConfiguration.builder()
                        .name(NatsNames.stream(region))
                        .subjects(subjects(lawbook))
                        .storageType(StorageType.File)
                        .retentionPolicy(RetentionPolicy.Interest)
                        .discardPolicy(DiscardPolicy.New)
                        .duplicateWindow(DUPLICATE_WINDOW)
                        .maxBytes(BYTES_MAX)
                        .build();
        if (exists(management, region)) {
            management.updateStream(stream);
        } else {
            management.addStream(stream);
        }
        for (var taker : lawbook.takers()) {
            management.addOrUpdateConsumer(
                    NatsNames.stream(region),
                    ConsumerConfiguration.builder()
                            .durable(taker.consumer())
                            .ackPolicy(AckPolicy.Explicit)
                            .ackWait(ACKNOWLEDGE_MAX)
                            .maxAckPending(UNACKNOWLEDGED_MAX)
                            .maxDeliver(UNLIMITED)
                            .build());
        }
    }

    private static boolean exists(JetStreamManagement management, String region)
            throws IOException, JetStreamApiException {
        try {
            management.getStreamInfo(NatsNames.stream(region));
            return true;
        } catch (JetStreamApiException e) {
            if (e.getErrorCode() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private static List<String> subjects(Lawbook lawbook) {
        return lawbook.laws().stream()
                .filter(Law.ResultsOfRegion.class::isInstance)
                .map(Law::pattern)
                .toList();
    }
}
