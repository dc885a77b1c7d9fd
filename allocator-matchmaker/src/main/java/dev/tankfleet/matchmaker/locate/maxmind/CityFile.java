package dev.tankfleet.matchmaker.locate.maxmind;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * A file that may be replaced. Owned by the thread that refreshes; the database it opens may be
 * asked by all.
 */
final class CityFile {
    private static final Logger LOG = LoggerFactory.getLogger(CityFile.class);

    private final Path path;

    // Owned by the thread that refreshes.
    private @Nullable Stamp seen;
    private @Nullable CityDatabase database;

    CityFile(Path path) {
        this.path = path;
    }

    /** The last one that could be opened. */
    @Nullable CityDatabase database() {
        return database;
    }

    /**
     * Opens the file again if it is another one than before. One that is broken or gone is told of
     * once, and what was open before it stays.
     *
     * @return whether there is a new database
     */
    boolean refresh() {
        var stamp = stamp();
        if (stamp.equals(seen)) {
            return false;
        }
        seen = stamp;
        try {
            var opened = CityDatabase.open(path);
            database = opened;
            LOG.atInfo()
                    .addKeyValue("file", path)
                    .addKeyValue("kind", opened.metadata().databaseType())
                    .addKeyValue("builtAt", opened.metadata().buildTime())
                    .log("GeoIP database opened");
            return true;
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("file", path)
                    .addKeyValue("cause", e.toString())
                    .addKeyValue("isOldKept", database != null)
                    .log("GeoIP database refused");
            return false;
        }
    }

    private Stamp stamp() {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(
                    attributes.lastModifiedTime(),
                    attributes.size(),
                    String.valueOf(attributes.fileKey()));
        } catch (IOException _) {
            return Stamp.ABSENT;
        }
    }

    /** By what a file is told from the one before it. */
    private record Stamp(FileTime modifiedAt, long sizeBytes, String key) {
        static final Stamp ABSENT = new Stamp(FileTime.fromMillis(0), -1, "");
    }
}
