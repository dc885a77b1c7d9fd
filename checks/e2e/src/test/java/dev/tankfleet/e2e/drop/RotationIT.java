package dev.tankfleet.e2e.drop;

import static dev.tankfleet.testkit.time.Eventually.eventuallyTrue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.e2e.drop.Vault.Key;
import dev.tankfleet.player.account.Accounts;
import dev.tankfleet.player.find.FindOutcome;
import dev.tankfleet.player.find.Finder;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Every secret is exchanged while people play and others come, as an operator does it: the next
 * value behind, then in front, then alone. Nobody loses his connection, everybody who comes finds a
 * match.
 */
@NeedsProgram(Program.NATS)
@Tag("patient")
final class RotationIT {
    private static final int PLAYERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A player who hears nothing for longer looks for another gateway. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(3);

    /** So often do matchmakers look at new keys, if somebody shows one. */
    private static final Duration KEYS_READ_AGAIN = Duration.ofSeconds(10);

    private static RegionRig region;

    private final List<Wanderer> players = new ArrayList<>();

    // Owned by the test's thread.
    private int came;
    private long longestMs;

    @BeforeAll
    static void start(@TempDir Path folder) {
        region = RegionRig.start(folder);
    }

    @AfterAll
    static void stop() {
        region.close();
    }

    @BeforeEach
    void gather() throws Exception {
        for (int number = 1; number <= PLAYERS; number++) {
            players.add(Wanderer.join(region, number));
        }
    }

    @AfterEach
    void leave() {
        players.forEach(Wanderer::close);
    }

    @Test
    void exchangesEverySecretUnderPlay() throws Exception {
        var backbone = region.backbone();
        var records = region.centre().records();
        // The old one signs, both are known: who keeps public keys has to see that first.
        var old = Files.readString(region.centre().signingKey());
        var next = pem();
        sign(old + next);
        long seenNs = System.nanoTime();
        playOn("before");
        long restedMs = longestMs;

        rotate(Key.NATS, backbone::reloadBus);
        rotate(Key.REDIS, backbone::admitToRedis);
        rotate(Key.POSTGRES, records::giveThePasswordOfNow);
        records.closeConnections();
        // Whoever asked in that moment asks again; the next connection comes with the next
        // password.
        Eventually.eventually(PATIENCE, this::welcomeANewcomer);

        rotate(Key.REGION, () -> {});
        eventuallyTrue(
                PATIENCE,
                "matchmakers may look again",
                () -> System.nanoTime() - seenNs > KEYS_READ_AGAIN.toNanos());
        sign(next + old);
        playOn("signing key in front");
        sign(next);
        playOn("signing key alone");

        assertThat(region.errors()).as("errors in the log").isZero();
        System.out.printf(
                "5 secrets exchanged under %d players: 0 dropped, %d came and found a match;"
                        + " longest silence %d ms, %d ms before%n",
                PLAYERS, came, longestMs, restedMs);
    }

    private void rotate(Key key, Runnable takenByTheServer) throws Exception {
        var vault = region.backbone().vault();
        var old = vault.secret(key).current().reveal();
        var next = "the-next-value-of-" + key;
        vault.put(key, old, next);
        takenByTheServer.run();
        playOn(key + " behind");
        vault.put(key, next, old);
        takenByTheServer.run();
        playOn(key + " in front");
        vault.put(key, next);
        takenByTheServer.run();
        playOn(key + " alone");
    }

    /** Everybody drives on, and somebody else comes and finds a match. */
    private void playOn(String step) throws Exception {
        var longest = Duration.ZERO;
        for (var player : players) {
            var silence = player.goOn();
            longest = silence.compareTo(longest) > 0 ? silence : longest;
        }
        assertThat(longest).as("silence, %s", step).isLessThan(SILENCE_MAX);
        longestMs = Math.max(longestMs, longest.toMillis());
        welcomeANewcomer();
    }

    private void welcomeANewcomer() throws Exception {
        try {
            var newcomer = new Accounts(region.http(), region.auth()).guest();
            var outcome =
                    new Finder(region.http(), region.matchmaker())
                            .find(newcomer, "free_for_all", Map.of());
            assertThat(outcome).isInstanceOf(FindOutcome.Placed.class);
        } catch (Accounts.AccountRefused e) {
            throw new AssertionError("nobody can log in", e);
        }
        came++;
    }

    private static void sign(String keys) throws IOException {
        var file = region.centre().signingKey();
        var next = Files.writeString(file.resolveSibling("next.pem"), keys);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String pem() throws NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var key = generator.generateKeyPair().getPrivate().getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(key));
    }
}
