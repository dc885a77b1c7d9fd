package dev.tankfleet.matchmaker.server;

import dev.tankfleet.proto.status.ServerState;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * A server that speaks, as it was last heard.
 *
 * @param serverId its id
 * @param region its region
 * @param state how it sees itself
 * @param intent intent of its last allocation, null if it shows none
 * @param isEmpty whether nothing runs on it and nothing is promised
 * @param matches ids of all matches that run on it or are promised; null if it does not name all
 */
public record SeenServer(
        String serverId,
        String region,
        ServerState state,
        @Nullable String intent,
        boolean isEmpty,
        @Nullable Set<String> matches) {
    public SeenServer {
        matches = matches == null ? null : Set.copyOf(matches);
    }
}
