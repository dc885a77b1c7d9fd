package dev.tankfleet.agones.emulator.allocator;

import java.util.List;

/**
 * What one allocation asks for.
 *
 * @param namespace namespace of the servers
 * @param matches which servers will do, best first; empty for any Ready one
 * @param order which of those come first
 * @param change what is done to the one that is picked
 */
public record Ask(String namespace, List<Match> matches, Order order, Change change) {
    public Ask {
        matches = matches.isEmpty() ? List.of(Match.ANY_READY) : List.copyOf(matches);
    }
}
