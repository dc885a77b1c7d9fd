package dev.tankfleet.local.demo;

import dev.tankfleet.local.fleet.FleetFigures;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a demo has shown.
 *
 * @param plan how it ran
 * @param findNs time of each find
 * @param sightings what each player saw
 * @param servers the server of each player's match, in the order of {@code sightings}
 * @param figures what the fleet says of itself
 */
public record Outcome(
        DemoPlan plan,
        Histogram findNs,
        List<Sighting> sightings,
        List<String> servers,
        FleetFigures figures) {
    private static final int SEATS_PER_MATCH = 16;

    public Outcome {
        sightings = List.copyOf(sightings);
        servers = List.copyOf(servers);
    }

    /** Everything that was not as promised; empty if all was. */
    public List<String> failures() {
        var failures = new ArrayList<String>();
        for (int player = 0; player < sightings.size(); player++) {
            for (var failure : sightings.get(player).failures(plan.isStrict())) {
                failures.add("player " + (player + 1) + ": " + failure);
            }
        }
        int matchesMax = Math.ceilDiv(plan.players(), SEATS_PER_MATCH);
        matchesByRegion()
                .forEach(
                        (region, matches) -> {
                            if (matches.size() > matchesMax) {
                                failures.add(
                                        matches.size()
                                                + " matches in "
                                                + region
                                                + " (expected: <= "
                                                + matchesMax
                                                + ")");
                            }
                        });
        if (figures.errorLines() > 0) {
            failures.add(figures.errorLines() + " ERROR log lines");
        }
        if (figures.droppedMessages() > 0) {
            failures.add(figures.droppedMessages() + " dropped bus messages");
        }
        return failures;
    }

    private Map<String, Set<String>> matchesByRegion() {
        var matches = new HashMap<String, Set<String>>();
        for (var sighting : sightings) {
            matches.computeIfAbsent(sighting.region(), region -> new HashSet<>())
                    .add(sighting.matchId());
        }
        return matches;
    }
}
