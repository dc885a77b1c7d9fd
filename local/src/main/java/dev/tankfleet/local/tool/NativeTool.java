package dev.tankfleet.local.tool;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A native server that {@code tools} pins. Immutable; any thread may ask. */
public enum NativeTool {
    NATS_SERVER("nats-server");

    private final String file;

    NativeTool(String file) {
        this.file = file;
    }

    /**
     * Where it is.
     *
     * @throws Missing if it was not built yet
     */
    public Path path() {
        var path = folder(System.getenv()).resolve(file);
        if (!Files.isExecutable(path)) {
            throw new Missing(file + " is not there; build it once with ./tankfleet tools");
        }
        return path;
    }

    private static Path folder(Map<String, String> environment) {
        var named = environment.get("TANKFLEET_TOOLS");
        if (named != null) {
            return Path.of(named);
        }
        var cache = environment.get("XDG_CACHE_HOME");
        var caches =
                cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return caches.resolve("tankfleet").resolve("tools");
    }

    /** A person has to build something first. */
    public static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }
}
