package dev.tankfleet.gameserver.host;

import dev.tankfleet.proto.status.OpenMatch;

import java.util.List;

/**
 * How busy this process is.
 *
 * @param matches matches that are prepared or run
 * @param players joined and held seats
 * @param open matches that take more players
 */
public record HostLoad(int matches, int players, List<OpenMatch> open) {
    public HostLoad {
        open = List.copyOf(open);
    }
}
