package dev.tankfleet.matchmaker;

import static dev.tankfleet.matchmaker.Fleet.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.matchmaker.allocation.Allocator.Answer.Allocated;
import dev.tankfleet.matchmaker.allocation.Allocator.Answer.Unknown;
import dev.tankfleet.proto.command.ServerCommand.Hold;
import dev.tankfleet.proto.command.ServerCommand.PrepareMatch;
import dev.tankfleet.proto.status.ServerState;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Room ahead of demand and on demand. */
final class AllocationIT {
    private final ScriptedAllocator allocator = new ScriptedAllocator("eu");

    private Fleet fleet = Fleet.start(allocator, 0);

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void allocatesExactlyTheWantedSlotsAndHoldsThem() {
        restartWith(1);
        var first = readyServer("a");
        readyServer("b");
        allocator.answers(
                intent -> {
                    first.isState(ServerState.ALLOCATED, intent);
                    first.announce();
                    return new Allocated("a");
                });

        eventually(() -> first.heard(Hold.class).size() == 1);

        assertThat(first.heard(Hold.class).getFirst().lease()).isEqualTo(Duration.ofMinutes(2));
        assertThat(allocator.intents).hasSize(1);
        eventually(
                () ->
                        fleet.count(
                                        "SELECT count(*) FROM matchmaker.allocation_intent WHERE"
                                                + " state = 'allocated' AND server_id = 'eu-a'")
                                == 1);
    }

    @Test
    void looksForAnAllocationWithoutAnswerAndNeverRepeatsIt() {
        restartWith(1);
        var first = readyServer("a");
        readyServer("b");
        allocator.answers(
                intent -> {
                    first.isState(ServerState.ALLOCATED, intent);
                    return new Unknown("deadline");
                });
        eventually(() -> allocator.intents.size() == 1);

        first.announce();

        eventually(() -> first.heard(Hold.class).size() == 1);
        eventually(
                () ->
                        fleet.count(
                                        "SELECT count(*) FROM matchmaker.allocation_intent"
                                                + " WHERE state = 'allocated'")
                                == 1);
        assertThat(allocator.intents).hasSize(1);
    }

    @Test
    void givesATicketWhileRoomIsBeingMade() {
        var server = readyServer("a");

        var queued = fleet.find("anna");

        assertThat(queued.status()).isEqualTo(202);
        assertThat(queued.json().path("wait_ms").asInt()).isPositive();
        var path = "/matchmaking/tickets/" + queued.text("ticket_id");
        assertThat(fleet.get(path).status()).isEqualTo(202);
        allocator.answers(_ -> new Allocated("a"));
        // As a browser asks.
        eventually(() -> fleet.get(path, "Accept", "*/*").status() == 200);
        assertThat(fleet.get(path).code()).isEqualTo("unknown_ticket");
        assertThat(server.heard(PrepareMatch.class).getFirst().intent())
                .isEqualTo(allocator.intents.getLast());
    }

    @Test
    void saysThatAllIsFullWhenNoRoomCanBeMade() {
        var server = fleet.server("us", "a", 1);
        server.isState(ServerState.RETURNING, null);
        server.announce();
        eventually(() -> fleet.find("anna").code().equals("all_full"));

        assertThat(fleet.find("bob").header("Retry-After")).isEqualTo("5");
    }

    private void restartWith(int slots) {
        fleet.close();
        fleet = Fleet.start(allocator, slots);
    }

    private ScriptedServer readyServer(String name) {
        var server = ScriptedServer.start(fleet.hub, "eu", name, 1);
        server.isState(ServerState.READY, null);
        int before = fleet.live();
        server.announce();
        eventually(() -> fleet.live() == before + 1);
        return server;
    }
}
