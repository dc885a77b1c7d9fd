package dev.tankfleet.route.redis;

import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.process.config.Settings;
import dev.tankfleet.route.RouteUnavailable;
import dev.tankfleet.testkit.redis.TestRedis;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A password that changes while the store is connected. */
final class RedisRotationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path folder;

    @Test
    void connectsAgainWithThePasswordThatCountsNow() throws IOException {
        var file = Files.writeString(folder.resolve("password"), "old");
        try (var server = TestRedis.start();
                var client = RedisClient.create(server.url());
                var connection = client.connect()) {
            var admin = connection.sync();
            allow(admin, "old");
            try (var store = RedisRouteStore.connect(config(server, file))) {
                Files.writeString(file, "new\nold");
                allow(admin, "new");
                assertThat(store.find("m1")).isEmpty();
                forbid(admin, "old");
                assertThat(store.find("m1")).isEmpty();

                cutOff(admin);

                eventuallyTrue(PATIENCE, "it is back with the new one", () -> answers(store));
            }
        }
    }

    private static void allow(RedisCommands<String, String> admin, String password) {
        admin.aclSetuser(
                "services",
                AclSetuserArgs.Builder.on().addPassword(password).allKeys().allCommands());
    }

    private static void forbid(RedisCommands<String, String> admin, String password) {
        admin.aclSetuser("services", AclSetuserArgs.Builder.removePassword(password));
    }

    private static void cutOff(RedisCommands<String, String> admin) {
        for (var client : admin.clientList().split("\n")) {
            if (client.contains("user=services")) {
                admin.clientKill(client.replaceAll(".* addr=(\\S+) .*", "$1"));
            }
        }
    }

    private static boolean answers(RedisRouteStore store) {
        try {
            return store.find("m1").isEmpty();
        } catch (RouteUnavailable _) {
            return false;
        }
    }

    private static RedisConfig config(TestRedis server, Path file) {
        var settings =
                Settings.of(
                        Map.of(
                                "REDIS_URL", server.url(),
                                "REDIS_USER", "services",
                                "REDIS_PASSWORD_FILE", file.toString()));
        return settings.bind(RedisConfig.class, "redis");
    }
}
