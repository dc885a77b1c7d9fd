package dev.tankfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tankfleet.e2e.Stranger.Place;
import dev.tankfleet.e2e.Stranger.Player;
import dev.tankfleet.testkit.time.Eventually;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * A player who drives, notices when his connection is dead, and comes back by the contract alone:
 * through any gateway that AUTH_OK named, with the token it gave him. Owned by the test's thread.
 */
final class Comrade implements AutoCloseable {
    private static final Duration AUTH_MAX = Duration.ofSeconds(10);
    private static final Duration STATE_MAX = Duration.ofSeconds(1);

    private final Stranger stranger;
    private final Player player;
    private final Place place;
    private final int tank;
    private final List<URI> gateways = new ArrayList<>();

    private Stranger.Socket socket;
    private String resumeToken;
    private int seq;
    private final List<Integer> farewells = new ArrayList<>();

    private Comrade(Stranger stranger, Player player, Place place, Stranger.Socket socket)
            throws InterruptedException {
        this.stranger = stranger;
        this.player = player;
        this.place = place;
        this.socket = socket;
        var welcome = socket.await("AUTH_OK");
        this.tank = welcome.path("tank_id").asInt();
        this.resumeToken = welcome.path("resume_token").asText();
        gateways.add(place.url());
        welcome.path("gateways").forEach(url -> gateways.add(URI.create(url.asText())));
    }

    /** Finds a match and takes the seat. */
    static Comrade join(Stranger stranger) throws Exception {
        var player = stranger.guest();
        var place = stranger.find(player);
        Stranger.Socket socket;
        try {
            socket = stranger.open(place.url());
        } catch (CompletionException e) {
            throw new AssertionError("nobody at " + place.url(), e);
        }
        socket.send(Stranger.auth(place));
        return new Comrade(stranger, player, place, socket);
    }

    Player player() {
        return player;
    }

    Place place() {
        return place;
    }

    /** The codes with which he was sent away; he came back after each. */
    List<Integer> farewells() {
        return List.copyOf(farewells);
    }

    /**
     * Waits until an input that is sent from now on is answered by a state with his own tank in it:
     * the whole way there and back.
     */
    void awaitDriving(Duration max) throws Exception {
        int first = seq + 1;
        Eventually.eventually(
                max,
                () -> {
                    if (!socket.isOpen()) {
                        comeBack();
                    }
                    // One input for each state that lay about would be more than he may send.
                    socket.forgetFrames();
                    drive();
                    var state = socket.poll("WORLD_STATE", STATE_MAX);
                    assertThat(state).as("a state").isNotNull();
                    assertThat(state.path("last_input_seq").asInt()).isGreaterThanOrEqualTo(first);
                    assertThat(state.path("tanks").findValues("id"))
                            .extracting(JsonNode::asInt)
                            .contains(tank);
                });
    }

    @Override
    public void close() {
        socket.close();
    }

    private void drive() {
        socket.pour(
                """
                {"type":"PLAYER_INPUT","seq":%d,"throttle":1,"turn":0.5,"aim":90,"fire":true}\
                """
                        .formatted(++seq));
    }

    private void comeBack() throws Exception {
        int farewell = socket.closeCode();
        for (var gateway : gateways) {
            try {
                socket = stranger.open(gateway);
            } catch (CompletionException notThere) {
                continue;
            }
            socket.pour(
                    """
                    {"type":"AUTH","match_id":"%s","resume_token":"%s"}\
                    """
                            .formatted(place.matchId(), resumeToken));
            var welcome = socket.poll("AUTH_OK", AUTH_MAX);
            if (welcome != null) {
                assertThat(welcome.path("tank_id").asInt()).as("his tank").isEqualTo(tank);
                resumeToken = welcome.path("resume_token").asText();
                farewells.add(farewell);
                return;
            }
        }
        throw new AssertionError("no gateway takes him back");
    }
}
