package dev.tankfleet.matchmaker.server;

import dev.tankfleet.proto.status.OpenMatch;
import dev.tankfleet.proto.status.ServerState;
import dev.tankfleet.proto.status.ServerStatus;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Statuses as game servers send them, with what a test cares about. */
final class Statuses {
    static final String MODE = "free_for_all";

    private String instance = "i1";
    private @Nullable Long seq = 1L;
    private int players;
    private int matches;
    private int maxMatches = 4;
    private ServerState state = ServerState.ALLOCATED;
    private @Nullable Double tickMs;
    private List<OpenMatch> open = List.of();
    private List<String> others = List.of();

    static Statuses status() {
        return new Statuses();
    }

    Statuses instance(String value) {
        instance = value;
        return this;
    }

    Statuses seq(@Nullable Long value) {
        seq = value;
        return this;
    }

    Statuses load(int currentPlayers, int runningMatches) {
        players = currentPlayers;
        matches = runningMatches;
        return this;
    }

    Statuses maxMatches(int value) {
        maxMatches = value;
        return this;
    }

    Statuses state(ServerState value) {
        state = value;
        return this;
    }

    Statuses tickMs(double value) {
        tickMs = value;
        return this;
    }

    Statuses open(String matchId, int seats) {
        open = List.of(new OpenMatch(matchId, MODE, seats));
        return this;
    }

    Statuses others(String... matchIds) {
        others = List.of(matchIds);
        return this;
    }

    ServerStatus of(String region, String serverId) {
        return new ServerStatus(
                serverId,
                region,
                "City",
                "192.0.2.1",
                players,
                matches,
                maxMatches,
                serverId + "-" + instance,
                seq,
                null,
                "ws://192.0.2.1:8080",
                null,
                null,
                null,
                List.of(MODE),
                16 * maxMatches,
                open,
                others,
                state,
                null,
                null,
                null,
                tickMs,
                List.of());
    }
}
