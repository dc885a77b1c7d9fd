package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.Lawbook;
import dev.tankfleet.bus.Lawbook.Law;
import dev.tankfleet.bus.Subject;
import dev.tankfleet.proto.subject.Id;
import dev.tankfleet.proto.subject.Subjects;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tiers, and what crosses between them by law. Every thread may call it. */
final class Border {
    static final int REGIONS_MAX = 256;

    private static final int CROSSINGS_CACHED_MAX = 8_192;

    private final List<String> rising;
    private final List<String> served;
    private final List<String> results;
    private final List<String> falling;
    private final Tier centre = new Tier("");
    private final Map<String, Tier> regions = new ConcurrentHashMap<>();

    Border(Lawbook lawbook) {
        this.rising = patterns(lawbook, Law.RisesFromRegion.class);
        this.served = patterns(lawbook, Law.ServedByRegion.class);
        this.results = patterns(lawbook, Law.ResultsOfRegion.class);
        this.falling = patterns(lawbook, Law.FallsToRegions.class);
    }

    Tier centre() {
        return centre;
    }

    Tier region(String name) {
        Id.check("region", name);
        if (!regions.containsKey(name) && regions.size() >= REGIONS_MAX) {
            throw new IllegalStateException("regions: more than " + REGIONS_MAX);
        }
        return regions.computeIfAbsent(name, Tier::new);
    }

    /**
     * Hands a message to all who listen in its tier, and beyond the border where the law lets it
     * cross.
     *
     * @param reply where an answer goes; it crosses only to a region that serves the subject
     * @return how many were meant to hear it
     */
    int deliver(
            Tier from, String subject, byte[] buffer, int length, @Nullable PendingReply reply) {
        int heard = from.deliver(subject, buffer, length, reply);
        return switch (crossing(from, subject)) {
            case Crossing.Stays() -> heard;
            case Crossing.Rises(var there) -> heard + centre.deliver(there, buffer, length, null);
            case Crossing.IsServed(var region, var there) -> {
                var leaf = regions.get(region);
                yield leaf == null ? heard : heard + leaf.deliver(there, buffer, length, reply);
            }
            case Crossing.Falls() -> {
                for (var leaf : regions.values()) {
                    heard += leaf.deliver(subject, buffer, length, null);
                }
                yield heard;
            }
        };
    }

    /**
     * How a consumer sees a durable subject of a tier, or null if it may not be taken from where
     * the consumer stands.
     */
    @Nullable String durableSubjectSeenFrom(Tier consumer, Tier owner, String subject) {
        if (consumer == owner) {
            return subject;
        }
        return consumer.isCentre() && isNamed(results, subject)
                ? Subjects.ofRegion(owner.region(), subject)
                : null;
    }

    private Crossing crossing(Tier from, String subject) {
        var known = from.crossings().get(subject);
        if (known != null) {
            return known;
        }
        var found = from.isCentre() ? fromCentre(subject) : fromRegion(from, subject);
        // Ids of matches come and go: start anew rather than remember them all.
        if (from.crossings().size() >= CROSSINGS_CACHED_MAX) {
            from.crossings().clear();
        }
        from.crossings().put(subject, found);
        return found;
    }

    private Crossing fromRegion(Tier from, String subject) {
        return isNamed(rising, subject)
                ? new Crossing.Rises(Subjects.ofRegion(from.region(), subject))
                : new Crossing.Stays();
    }

    private Crossing fromCentre(String subject) {
        if (isNamed(falling, subject)) {
            return new Crossing.Falls();
        }
        if (!Subject.covers(Subjects.ofEveryRegion(">"), subject)) {
            return new Crossing.Stays();
        }
        var region = Subjects.regionOf(subject);
        var there = subject.substring(Subjects.ofRegion(region, "").length());
        return isNamed(served, there) ? new Crossing.IsServed(region, there) : new Crossing.Stays();
    }

    private static boolean isNamed(List<String> patterns, String subject) {
        return patterns.stream().anyMatch(pattern -> Subject.covers(pattern, subject));
    }

    private static List<String> patterns(Lawbook lawbook, Class<? extends Law> kind) {
        return lawbook.laws().stream().filter(kind::isInstance).map(Law::pattern).toList();
    }

    /** What becomes of a message at the border of its tier. */
    sealed interface Crossing {
        record Stays() implements Crossing {}

        record Rises(String subjectThere) implements Crossing {}

        record IsServed(String region, String subjectThere) implements Crossing {}

        record Falls() implements Crossing {}
    }
}
