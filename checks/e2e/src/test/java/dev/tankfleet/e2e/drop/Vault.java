package dev.tankfleet.e2e.drop;

import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.process.config.Settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** The secrets of a rig in files, as a cluster mounts them. Changed by the test's thread. */
final class Vault {
    private final Path folder;

    private Vault(Path folder) {
        this.folder = folder;
    }

    /** With a first value for each that is a password. */
    static Vault in(Path folder) {
        try {
            var vault = new Vault(Files.createDirectories(folder.resolve("vault")));
            for (var key : Key.values()) {
                vault.put(key, "the-first-value-of-" + key);
            }
            return vault;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is rotated as lines of a file. */
    enum Key {
        NATS,
        REDIS,
        POSTGRES,
        REGION
    }

    /** As a process reads it. */
    RotatingSecret secret(Key key) {
        var file = Map.of("ONE_SECRET_FILE", file(key).toString());
        return Settings.of(file).bind(One.class, "one").secret();
    }

    /** Puts other lines in its place, as a whole. */
    void put(Key key, String... lines) {
        try {
            var next = folder.resolve(key + ".next");
            Files.writeString(next, String.join("\n", lines));
            Files.move(next, file(key), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Key key) {
        return folder.resolve(key.toString());
    }

    /** One variable. */
    record One(RotatingSecret secret) {}
}
