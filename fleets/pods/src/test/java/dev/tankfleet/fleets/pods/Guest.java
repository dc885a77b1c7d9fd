package dev.tankfleet.fleets.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.player.account.Accounts;
import dev.tankfleet.player.account.Accounts.AccountRefused;
import dev.tankfleet.player.find.FindOutcome.Placed;
import dev.tankfleet.player.find.Finder;
import dev.tankfleet.player.http.Api.ServiceUnreachable;
import dev.tankfleet.player.match.MatchConnection;
import dev.tankfleet.player.match.MatchConnection.ConnectFailed;
import dev.tankfleet.player.match.PlayerInput;
import dev.tankfleet.testkit.time.Eventually;
import dev.tankfleet.testkit.tls.TestCertificates;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A player who comes as a guest, each time anew. He believes one authority and nobody else, and
 * whatever refuses him is a failure. Owned by one thread.
 */
final class Guest implements AutoCloseable {
    private static final String MODE = "free_for_all";
    private static final Duration WELCOME_MAX = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI centre;

    private Guest(HttpClient http, URI centre) {
        this.http = http;
        this.centre = centre;
    }

    /**
     * Comes to a centre.
     *
     * @param authority file of the certificate that he believes
     */
    static Guest of(URI centre, Path authority) {
        var context = TestCertificates.trusting(authority);
        return new Guest(HttpClient.newBuilder().sslContext(context).build(), centre);
    }

    /** Finds a match. */
    Placed find() {
        try {
            var found =
                    new Finder(http, centre)
                            .find(new Accounts(http, centre).guest(), MODE, Map.of());
            assertThat(found).isInstanceOf(Placed.class);
            return (Placed) found;
        } catch (AccountRefused | ServiceUnreachable e) {
            throw new AssertionError("a player is refused: " + e.getMessage(), e);
        }
    }

    /** Finds a match, and drives around in it for some time. */
    void play(Watcher watcher, Duration time) {
        long endNs = System.nanoTime() + time.toNanos();
        play(watcher, time, () -> System.nanoTime() > endNs);
    }

    /** Finds a match, and drives around in it until he has enough. */
    void play(Watcher watcher, Duration max, BooleanSupplier hasEnough) {
        var place = find();
        drive(
                () ->
                        MatchConnection.join(
                                http,
                                place.websocketUrl(),
                                place.matchId(),
                                place.token(),
                                watcher),
                watcher,
                max,
                hasEnough);
    }

    /** Takes his seat in a match, and leaves without a word; the seat is held for him. */
    void drop(Placed place, Watcher watcher) {
        var connection =
                MatchConnection.join(
                        http, place.websocketUrl(), place.matchId(), place.token(), watcher);
        Eventually.eventuallyTrue(WELCOME_MAX, "a seat", () -> watcher.states() > 0);
        connection.abandon();
    }

    /** Comes back into the seat that he has dropped. */
    void resume(Placed place, Watcher before, Watcher watcher) {
        drive(
                () ->
                        MatchConnection.resume(
                                http,
                                place.websocketUrl(),
                                place.matchId(),
                                before.resumeToken(),
                                before.lastInput(),
                                watcher),
                watcher,
                WELCOME_MAX,
                () -> watcher.states() > 0);
    }

    @Override
    public void close() {
        http.close();
    }

    private static void drive(
            Supplier<MatchConnection> open,
            Watcher watcher,
            Duration max,
            BooleanSupplier hasEnough) {
        try (var connection = open.get()) {
            Eventually.eventuallyTrue(
                    max.plus(WELCOME_MAX),
                    "enough of states",
                    () -> {
                        if (watcher.isNewStateToAnswer()) {
                            connection.send(new PlayerInput(1, 0.3, 0, true));
                        }
                        return (watcher.isWelcome() && hasEnough.getAsBoolean())
                                || !watcher.complaint().isEmpty();
                    });
            watcher.leave();
        } catch (ConnectFailed e) {
            throw new AssertionError("a player is refused: " + e.getMessage(), e);
        }
    }
}
