package dev.tankfleet.backup.rotation;

import dev.tankfleet.backup.copy.Copies;
import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.CopyReader;
import dev.tankfleet.backup.copy.DamagedCopy;
import dev.tankfleet.backup.copy.Found;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.copy.Manifest;
import dev.tankfleet.backup.store.Store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes away what the rule gives up. Only copies that are whole take part: their manifest is
 * authentic and every file has its size. One that is not is named and left for a person, and never
 * stands in for one that is. Owned by the thread of one command.
 */
public final class Sweep {
    /** What has no manifest by then never gets one. */
    static final Duration UNFINISHED_MAX = Duration.ofHours(24);

    private final Store store;
    private final CopyReader reader;

    private Sweep(Store store, CopyReader reader) {
        this.store = store;
        this.reader = reader;
    }

    /** A sweep of a store. */
    public static Sweep of(Store store, CopyReader reader) {
        return new Sweep(store, reader);
    }

    /**
     * What would happen to the copies of a source.
     *
     * @throws IOException when the store is away or refuses
     */
    public Plan plan(Kind kind, String source, Instant now, Rule rule) throws IOException {
        var whole = new ArrayList<Found>();
        var damaged = new ArrayList<String>();
        var doomed = new ArrayList<Found>();
        for (var found : Copies.of(store, kind, source)) {
            if (!found.isComplete()) {
                if (found.name().at().isBefore(now.minus(UNFINISHED_MAX))) {
                    doomed.add(found);
                }
                continue;
            }
            try {
                reader.whole(found);
                whole.add(found);
            } catch (DamagedCopy e) {
                damaged.add(e.getMessage());
            }
        }
        var times = whole.stream().map(found -> found.name().at()).toList();
        var keptTimes = Rotation.kept(times, now, rule);
        var kept = new ArrayList<CopyName>();
        for (var found : whole) {
            if (keptTimes.contains(found.name().at())) {
                kept.add(found.name());
            } else {
                doomed.add(found);
            }
        }
        return new Plan(kept, doomed, damaged);
    }

    /**
     * Takes away what a plan gives up; the manifest first, so that half a copy is none.
     *
     * @throws IOException when the store is away or refuses; the rest goes next time
     */
    public void carryOut(Plan plan) throws IOException {
        for (var found : plan.doomed()) {
            store.delete(found.name().path() + "/" + Manifest.NAME);
            for (var object : found.objects()) {
                store.delete(object.name());
            }
        }
    }

    /**
     * What stays and what goes.
     *
     * @param kept copies that stay, oldest first
     * @param doomed copies and beginnings of such that go
     * @param damaged what is wrong with copies that take no part, and stay
     */
    public record Plan(List<CopyName> kept, List<Found> doomed, List<String> damaged) {
        public Plan {
            kept = List.copyOf(kept);
            doomed = List.copyOf(doomed);
            damaged = List.copyOf(damaged);
        }
    }
}
