package dev.tankfleet.backup.copy;

import dev.tankfleet.backup.store.Store;
import dev.tankfleet.backup.store.StoredObject;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Finds copies in a store. Stateless, any thread. */
public final class Copies {
    private Copies() {}

    /**
     * Copies of one source and beginnings of such, oldest first. What is called otherwise is none
     * of ours and stays unseen.
     *
     * @throws IOException when the store is away or refuses
     */
    public static List<Found> of(Store store, Kind kind, String source) throws IOException {
        return below(store, kind.folder() + "/" + source + "/");
    }

    /**
     * Copies of all sources.
     *
     * @throws IOException when the store is away or refuses
     */
    public static List<Found> all(Store store) throws IOException {
        var found = new ArrayList<Found>();
        for (var kind : Kind.values()) {
            found.addAll(below(store, kind.folder() + "/"));
        }
        return found;
    }

    /**
     * The newest copy that is complete.
     *
     * @throws IOException when the store is away or refuses
     */
    public static Optional<Found> newest(Store store, Kind kind, String source) throws IOException {
        return of(store, kind, source).stream().filter(Found::isComplete).reduce((a, b) -> b);
    }

    private static List<Found> below(Store store, String prefix) throws IOException {
        var byName = new TreeMap<CopyName, List<StoredObject>>();
        for (var object : store.list(prefix)) {
            int end = object.name().lastIndexOf('/');
            CopyName.parse(end < 0 ? "" : object.name().substring(0, end))
                    .ifPresent(
                            name ->
                                    byName.computeIfAbsent(name, n -> new ArrayList<>())
                                            .add(object));
        }
        return byName.entrySet().stream()
                .map(entry -> new Found(entry.getKey(), entry.getValue()))
                .toList();
    }
}
