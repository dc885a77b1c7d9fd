package dev.tankfleet.fleets.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A chart of this folder. */
public enum Chart {
    REGION,
    CENTRE;

    private static final String VALUES = ".yaml";

    /** Where it is. */
    public Path folder() {
        return Path.of(name().toLowerCase(Locale.ROOT)).toAbsolutePath();
    }

    /** Its own values, and those beside it in {@code ci}. */
    public List<ValueSet> valueSets() {
        try (var files = Files.list(folder().resolve("ci"))) {
            var names =
                    files.map(file -> file.getFileName().toString().replace(VALUES, "")).sorted();
            return Stream.concat(Stream.of(ValueSet.DEFAULT), names)
                    .map(name -> new ValueSet(this, name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its own values. */
    public ValueSet byDefault() {
        return new ValueSet(this, ValueSet.DEFAULT);
    }

    /** Values of {@code ci}. */
    public ValueSet with(String name) {
        return new ValueSet(this, name);
    }

    /** A file of the chart. */
    public String text(String path) {
        try {
            return Files.readString(folder().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
