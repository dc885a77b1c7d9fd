package dev.tankfleet.backup.copy;

import dev.tankfleet.backup.store.StoredObject;

import java.util.List;

/**
 * A copy, or the beginning of one, as a list of the store shows it.
 *
 * @param name where it lies
 * @param objects what lies there
 */
public record Found(CopyName name, List<StoredObject> objects) {
    public Found {
        objects = List.copyOf(objects);
    }

    /** Whether it has a manifest; only then it is a copy. */
    public boolean isComplete() {
        var manifest = name.path() + "/" + Manifest.NAME;
        return objects.stream().anyMatch(object -> object.name().equals(manifest));
    }

    /** Size of all that lies there. */
    public long sizeBytes() {
        return objects.stream().mapToLong(StoredObject::sizeBytes).sum();
    }
}
