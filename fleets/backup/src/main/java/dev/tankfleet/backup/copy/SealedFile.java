package dev.tankfleet.backup.copy;

import java.util.ArrayList;
import java.util.List;

/**
 * A file of a copy with all its parts.
 *
 * @param plainName what it is called when it is open
 * @param parts in their order, at least one
 */
record SealedFile(String plainName, List<Manifest.StoredFile> parts) {
    private static final String NAME = "[A-Za-z0-9_-][A-Za-z0-9._-]*";

    SealedFile {
        parts = List.copyOf(parts);
    }

    long plainBytes() {
        return parts.getFirst().plainBytes();
    }

    /**
     * All files of a copy.
     *
     * @throws DamagedCopy when a name leads elsewhere, or a part is not where it belongs
     */
    static List<SealedFile> of(Manifest manifest) throws DamagedCopy {
        var found = new ArrayList<SealedFile>();
        var parts = new ArrayList<Manifest.StoredFile>();
        for (var file : manifest.files()) {
            if (file.name().endsWith(CopyWriter.SEALED)) {
                addTo(found, parts);
            }
            var first = parts.isEmpty() ? file.name() : parts.getFirst().name();
            var expected = first + PartsOutput.endOf(parts.size() + 1);
            // It becomes the name of a file.
            if (!file.name().equals(expected)
                    || !first.endsWith(CopyWriter.SEALED)
                    || !first.matches(NAME)) {
                throw new DamagedCopy(manifest.copy() + ": a file is called " + file.name());
            }
            parts.add(file);
        }
        addTo(found, parts);
        return found;
    }

    private static void addTo(List<SealedFile> found, List<Manifest.StoredFile> parts) {
        if (!parts.isEmpty()) {
            var name = parts.getFirst().name();
            var plain = name.substring(0, name.length() - CopyWriter.SEALED.length());
            found.add(new SealedFile(plain, parts));
            parts.clear();
        }
    }
}
