package dev.tankfleet.local.process;

import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Role;
import dev.tankfleet.bus.nats.conf.HubPlan;
import dev.tankfleet.bus.nats.conf.LeafPlan;
import dev.tankfleet.bus.nats.conf.NatsUser;
import dev.tankfleet.bus.nats.conf.ResultStream;
import dev.tankfleet.bus.nats.conf.ServerConf;
import dev.tankfleet.local.process.child.ChildProcess;
import dev.tankfleet.local.process.child.Children;
import dev.tankfleet.local.tool.NativeTool;
import dev.tankfleet.process.config.Secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bus as real servers: a hub, and a leaf per region with its stream. Used by the starting
 * thread. Passwords are made anew for each fleet.
 */
final class LocalNats {
    static final String MATCHMAKER_ID = "matchmaker-1";

    private static final Lawbook LAW = Lawbook.standard();
    private static final String LOOPBACK = "127.0.0.1";

    /** Game servers and gateways come and go under ids that nobody knows before. */
    private static final String SERVERS = "game_servers";

    private static final String GATEWAYS = "gateways";
    private static final String OWNER_ONLY = "rw-------";

    private final Children children;
    private final Path folder;
    private final int port;
    private final int leavesPort;
    private final Secret matchmakerPassword = Passwords.next();
    private final Map<String, Secret> regionPasswords = new LinkedHashMap<>();

    private LocalNats(
            Children children, Path folder, int port, int leavesPort, List<String> regions) {
        this.children = children;
        this.folder = folder;
        this.port = port;
        this.leavesPort = leavesPort;
        regions.forEach(region -> regionPasswords.put(region, Passwords.next()));
    }

    /** A hub and its leaves; none of them is started yet. */
    static LocalNats of(
            Children children, Path folder, int port, int leavesPort, List<String> regions) {
        return new LocalNats(children, folder, port, leavesPort, regions);
    }

    /** Starts the hub. */
    ChildProcess startHub() {
        var user = NatsUser.of(Role.MATCHMAKER, MATCHMAKER_ID, matchmakerPassword);
        var plan = new HubPlan(LOOPBACK, port, leavesPort, List.of(user), regionPasswords);
        return start("nats-hub", ServerConf.hub(LAW, plan), port);
    }

    /** What the matchmaker is told. */
    Map<String, String> matchmakerEnvironment() {
        return Map.of(
                "NATS_URLS", "nats://" + LOOPBACK + ":" + port,
                "NATS_USER", NatsUser.of(Role.MATCHMAKER, MATCHMAKER_ID, matchmakerPassword).name(),
                "NATS_PASSWORD", matchmakerPassword.reveal(),
                "NATS_REGIONS", String.join(",", regionPasswords.keySet()));
    }

    /** The server of a region; it is not started yet. */
    Leaf leaf(String region, int leafPort) {
        var hubPassword = regionPasswords.get(region);
        if (hubPassword == null) {
            throw new IllegalArgumentException(
                    "region: " + region + " (expected: one of the fleet)");
        }
        return new Leaf(region, leafPort, hubPassword);
    }

    private ChildProcess start(String name, String configuration, int listensOn) {
        var file = folder.resolve(name + ".conf");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(file);
            var permissions = PosixFilePermissions.fromString(OWNER_ONLY);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(permissions));
            Files.writeString(file, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = List.of(NativeTool.NATS_SERVER.path().toString(), "-c", file.toString());
        var child = children.start(folder, name, command);
        child.awaitPort(listensOn);
        return child;
    }

    /** A region's server. */
    final class Leaf {
        private final String region;
        private final int leafPort;
        private final Secret hubPassword;
        private final Secret serversPassword = Passwords.next();
        private final Secret gatewaysPassword = Passwords.next();
        private final Secret setupPassword = Passwords.next();

        private Leaf(String region, int leafPort, Secret hubPassword) {
            this.region = region;
            this.leafPort = leafPort;
            this.hubPassword = hubPassword;
        }

        ChildProcess start() {
            var users =
                    List.of(
                            NatsUser.shared(Role.GAME_SERVER, SERVERS, serversPassword),
                            NatsUser.shared(Role.GATEWAY, GATEWAYS, gatewaysPassword));
            var plan =
                    new LeafPlan(
                            region,
                            LOOPBACK,
                            leafPort,
                            LOOPBACK + ":" + leavesPort,
                            hubPassword,
                            folder.resolve("nats-" + region).toAbsolutePath(),
                            users,
                            setupPassword);
            return LocalNats.this.start("nats-" + region, ServerConf.leaf(LAW, plan), leafPort);
        }

        /** Makes the region's stream; what is in it from an earlier fleet stays. */
        void prepare() {
            ResultStream.ensure(LAW, url(), setupPassword, region);
        }

        Map<String, String> serverEnvironment() {
            return environment(SERVERS, serversPassword);
        }

        Map<String, String> gatewayEnvironment() {
            return environment(GATEWAYS, gatewaysPassword);
        }

        private String url() {
            return "nats://" + LOOPBACK + ":" + leafPort;
        }

        private Map<String, String> environment(String user, Secret password) {
            return Map.of(
                    "NATS_URLS", url(), "NATS_USER", user, "NATS_PASSWORD", password.reveal());
        }
    }
}
