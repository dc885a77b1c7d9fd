package dev.tankfleet.process.config;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A secret that is exchanged while its users run. It has one value per line: the first is the one
 * to use, the others count as well. In the environment a component {@code password} is set by
 * {@code ..._PASSWORD}, or by {@code ..._PASSWORD_FILE}, and only the file can change.
 *
 * <p>Whoever rotates it puts the new value last, waits until everybody has read that, puts it
 * first, waits again, and takes the old one away. So nobody ever meets a value that he does not
 * know. Safe for all threads: the file is read at each look, which costs some 30 µs; no thread that
 * steps a match may ask.
 */
public final class RotatingSecret {
    /** Values beyond these are not looked at. */
    public static final int VALUES_MAX = 4;

    private final @Nullable Path file;

    // Written by whoever looks; all write what they have just read.
    private volatile List<Secret> known;

    private RotatingSecret(@Nullable Path file, String text) {
        this.file = file;
        this.known = valuesOf(text);
    }

    /** One that stays as it is. */
    public static RotatingSecret of(String text) {
        return new RotatingSecret(null, text);
    }

    /** One value that stays as it is. */
    public static RotatingSecret of(Secret value) {
        return of(value.reveal());
    }

    /**
     * One that is read anew from its file.
     *
     * @throws IOException if there is no such file now
     */
    static RotatingSecret in(Path file) throws IOException {
        return new RotatingSecret(file, SecretFile.read(file));
    }

    /**
     * All values as they are now, the one to use first; a secret that is empty has one that is
     * empty. A file that cannot be read or that holds nothing any more leaves what was known: who
     * takes a Secret away by mistake must not take down what runs.
     */
    public List<Secret> values() {
        if (file != null) {
            try {
                var text = SecretFile.read(file);
                if (!text.isEmpty()) {
                    known = valuesOf(text);
                }
            } catch (IOException _) {
                return known;
            }
        }
        return known;
    }

    /** The value to use now. */
    public Secret current() {
        return values().getFirst();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RotatingSecret secret && values().equals(secret.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return Secret.HIDDEN;
    }

    private static List<Secret> valuesOf(String text) {
        var values =
                text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .limit(VALUES_MAX)
                        .map(Secret::of)
                        .toList();
        return values.isEmpty() ? List.of(Secret.of("")) : values;
    }
}
