package dev.tankfleet.bus.nats.conf;

import dev.tankfleet.process.config.Secret;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/**
 * The server of one region.
 *
 * @param region id of the region
 * @param host address to listen on
 * @param port port for the region's processes
 * @param hub {@code host:port} where the hub takes regions' servers
 * @param hubPassword password of this region's server there
 * @param store folder for the stream's files
 * @param users processes of the region
 * @param setupPassword of the user {@link #SETUP}, who makes the stream and its consumers
 * @param backupPassword of the user {@link #BACKUP}, who copies the stream; null where nobody does
 */
public record LeafPlan(
        String region,
        String host,
        int port,
        String hub,
        Secret hubPassword,
        Path store,
        List<NatsUser> users,
        Secret setupPassword,
        @Nullable Secret backupPassword) {
    /** The user who may make the region's stream, and nothing else. */
    public static final String SETUP = "setup";

    /** The user who may read the region's stream whole, and take nothing from it. */
    public static final String BACKUP = "backup";

    /** A region whose stream nobody copies. */
    public LeafPlan(
            String region,
            String host,
            int port,
            String hub,
            Secret hubPassword,
            Path store,
            List<NatsUser> users,
            Secret setupPassword) {
        this(region, host, port, hub, hubPassword, store, users, setupPassword, null);
    }

    public LeafPlan {
        users = List.copyOf(users);
        for (var user : users) {
            if (user.role().isCentral()) {
                throw new IllegalArgumentException(
                        "users: " + user.name() + " (expected: roles of a region)");
            }
        }
    }
}
