package dev.tankfleet.gameserver.host;

import dev.tankfleet.proto.status.OpenMatch;

import java.util.List;

/**
 * How busy this process is.
 *
 * @param matches matches that are prepared or run
 * @param players joined and held seats
 * @param open matches that take more players
 * @param others ids of all other matches that are prepared or run
 */
public record HostLoad(int matches, int players, List<OpenMatch> open, List<String> others) {
    public HostLoad {
        open = List.copyOf(open);
        others = List.copyOf(others);
    }
}
