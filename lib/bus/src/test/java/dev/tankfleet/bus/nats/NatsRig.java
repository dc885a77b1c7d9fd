package dev.tankfleet.bus.nats;

import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Lawbook.Law;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.conf.HubPlan;
import dev.tankfleet.bus.nats.conf.LeafPlan;
import dev.tankfleet.bus.nats.conf.NatsUser;
import dev.tankfleet.bus.nats.conf.ResultStream;
import dev.tankfleet.bus.nats.conf.ServerConf;
import dev.tankfleet.process.config.Secret;
import dev.tankfleet.testkit.nats.TestNats;
import dev.tankfleet.testkit.port.FreePorts;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.Nats;
import io.nats.client.Options;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A hub and three regions as processes of their own, under one law. Owned by one test thread.
 *
 * <p>Two more lines of law carry marks across the border in both directions: what was subscribed
 * before a mark is known on the other side when the mark is heard.
 */
final class NatsRig implements AutoCloseable {
    static final List<String> REGIONS = List.of("eu", "us", "ap");

    static final String PASSWORD_TEXT = "a-password-of-the-tests";

    private static final Secret PASSWORD = Secret.of(PASSWORD_TEXT);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofMillis(50);
    private static final int NOT_FOUND = 404;
    private static final String RISING = "rig.rising";
    private static final String FALLING = "rig.falling";
    private static final List<String> IDS_IN_CENTRE = List.of("mm1", "mm2", "guest");
    private static final List<String> SERVERS = List.of("s1", "s2", "s9", "guest");
    private static final List<String> GATEWAYS = List.of("g1", "g2");

    private final Lawbook lawbook;
    private final Path folder;
    private final TestNats hub;
    private final int leafPort;
    private final Map<String, TestNats> leaves = new LinkedHashMap<>();

    private NatsRig(Lawbook lawbook) throws IOException {
        this.lawbook =
                lawbook.with(new Law.RisesFromRegion(RISING))
                        .with(new Law.FallsToRegions(FALLING))
                        .with(new Law.MaySay(Role.GAME_SERVER, RISING))
                        .with(new Law.MayHear(Role.GAME_SERVER, FALLING))
                        .with(new Law.MayHear(Role.MATCHMAKER, "r.*." + RISING))
                        .with(new Law.MaySay(Role.MATCHMAKER, FALLING));
        this.folder = Files.createTempDirectory("nats-rig");
        this.leafPort = FreePorts.next();
        int port = FreePorts.next();
        this.hub = TestNats.start(folder, "hub", port, hubConf(port));
    }

    static NatsRig start(Lawbook lawbook) {
        try {
            return new NatsRig(lawbook);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestNats hub() {
        return hub;
    }

    /** The region's server; it starts when it is first asked for. */
    TestNats leaf(String region) {
        return leaves.computeIfAbsent(region, this::startLeaf);
    }

    NatsBus centre(String selfId) {
        return NatsBus.connect(
                config(hub, Role.MATCHMAKER, selfId, REGIONS), lawbook, Role.MATCHMAKER, selfId);
    }

    NatsBus inRegion(String region, Role role, String selfId) {
        return NatsBus.connect(
                config(leaf(region), role, selfId, List.of()), lawbook, role, selfId);
    }

    /** A connection that knows no law of its own, as an attacker has it. */
    Connection raw(TestNats server, Role role, String selfId) {
        return raw(server, NatsUser.of(role, selfId, PASSWORD).name(), new Options.Builder());
    }

    Connection raw(TestNats server, String user, Options.Builder options) {
        try {
            return Nats.connect(
                    options.server(server.url())
                            .userInfo(user, PASSWORD.reveal())
                            .inboxPrefix("_INBOX." + user + ".")
                            .connectionTimeout(PATIENCE)
                            .noReconnect()
                            .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** Waits until both sides of each region's border know what was subscribed before. */
    void settle() {
        try (var centre = centre("guest")) {
            for (var region : leaves.keySet()) {
                try (var server = inRegion(region, Role.GAME_SERVER, "guest")) {
                    cross(server, RISING, centre, NatsNames.inCentre(region, RISING));
                    cross(centre, FALLING, server, FALLING);
                }
            }
        }
    }

    void emptyStreams() {
        leaves.forEach(
                (region, leaf) -> {
                    var admin = raw(leaf, "admin", new Options.Builder());
                    try {
                        deleteStream(admin, NatsNames.stream(region));
                        ensureStream(region, leaf);
                    } catch (Exception e) { // whatever it is, the next test would start on old data
                        throw new AssertionError("stream of " + region, e);
                    } finally {
                        close(admin);
                    }
                });
    }

    @Override
    public void close() {
        leaves.values().forEach(TestNats::close);
        hub.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static void cross(NatsBus from, String said, NatsBus to, String heard) {
        var marks = new CountDownLatch(1);
        try (var _ = to.subscribe(heard, _ -> marks.countDown())) {
            to.flush(PATIENCE);
            long untilNs = System.nanoTime() + PATIENCE.toNanos();
            do {
                if (System.nanoTime() > untilNs) {
                    throw new AssertionError("no mark on " + heard);
                }
                from.publish(said, new byte[0]);
            } while (!marks.await(SOON.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private TestNats startLeaf(String region) {
        int port = FreePorts.next();
        var leaf = TestNats.start(folder, "leaf-" + region, port, leafConf(region, port));
        ensureStream(region, leaf);
        return leaf;
    }

    /** A stream that is not there is as good: an earlier call was cut short. */
    private static void deleteStream(Connection admin, String stream)
            throws IOException, JetStreamApiException {
        var patient = JetStreamOptions.builder().requestTimeout(PATIENCE).build();
        try {
            admin.jetStreamManagement(patient).deleteStream(stream);
        } catch (JetStreamApiException e) {
            if (e.getErrorCode() != NOT_FOUND) {
                throw e;
            }
        }
    }

    private void ensureStream(String region, TestNats leaf) {
        ResultStream.ensure(lawbook, leaf.url(), PASSWORD, region);
    }

    private NatsConfig config(TestNats server, Role role, String selfId, List<String> regions) {
        return new NatsConfig(
                List.of(server.url()), NatsNames.user(role, selfId), PASSWORD, regions, PATIENCE);
    }

    private String hubConf(int port) {
        var passwords = new LinkedHashMap<String, Secret>();
        REGIONS.forEach(region -> passwords.put(region, PASSWORD));
        return withAdmin(
                ServerConf.hub(
                        lawbook,
                        new HubPlan(
                                "127.0.0.1",
                                port,
                                leafPort,
                                users(Role.MATCHMAKER, IDS_IN_CENTRE),
                                passwords)));
    }

    private String leafConf(String region, int port) {
        var users = new ArrayList<>(users(Role.GAME_SERVER, SERVERS));
        users.addAll(users(Role.GATEWAY, GATEWAYS));
        var conf =
                ServerConf.leaf(
                        lawbook,
                        new LeafPlan(
                                region,
                                "127.0.0.1",
                                port,
                                "127.0.0.1:" + leafPort,
                                PASSWORD,
                                folder.resolve("store-" + region),
                                users,
                                PASSWORD,
                                PASSWORD));
        return withAdmin(conf);
    }

    /**
     * The tests look behind the curtain, which nobody may in a fleet; and on a machine that stands
     * still now and then a password may come later than the usual two seconds.
     */
    private static String withAdmin(String conf) {
        String patient = "authorization: {timeout: " + PATIENCE.toSeconds() + "}\n" + conf;
        return patient.replaceFirst(
                "users: \\[", "users: [\n      {user: admin, password: " + PASSWORD_TEXT + "},");
    }

    private static List<NatsUser> users(Role role, List<String> ids) {
        return ids.stream().map(id -> NatsUser.of(role, id, PASSWORD)).toList();
    }
}
