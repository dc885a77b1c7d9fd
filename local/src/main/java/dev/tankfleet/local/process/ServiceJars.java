package dev.tankfleet.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the services' own jars are, and how each is run. Immutable; any thread may ask. */
public final class ServiceJars {
    /** System property with the folder of the checkout. */
    public static final String HOME_PROPERTY = "tankfleet.home";

    private final Path home;
    private final boolean isTraining;

    private ServiceJars(Path home, boolean isTraining) {
        this.home = home;
        this.isTraining = isTraining;
    }

    /**
     * The jars of a built checkout.
     *
     * @param isTraining each process notes on its way out what its next start will need
     */
    public static ServiceJars under(Path home, boolean isTraining) {
        return new ServiceJars(home, isTraining);
    }

    /** How long a process may take to end. */
    boolean isTraining() {
        return isTraining;
    }

    /**
     * The command for a service.
     *
     * @param isFirst the first of its kind is the one that learns
     */
    List<String> command(Service service, boolean isFirst) {
        var target = home.resolve(service.folder).resolve("target");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + service.heapMb + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+UseCompactObjectHeaders");
        var cache = target.resolve(service.folder + ".aot");
        if (isTraining && isFirst) {
            command.add("-XX:AOTCacheOutput=" + cache);
        } else if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.add("-jar");
        command.add(jar(target).toString());
        return command;
    }

    private static Path jar(Path target) {
        try (var files = Files.newDirectoryStream(target, "*-app.jar")) {
            for (var file : files) {
                return file;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no jar in " + target + "; build with ./mvnw package", e);
        }
        throw new IllegalStateException("no jar in " + target + "; build with ./mvnw package");
    }

    /** A service, the folder of its module, its heap in MB. */
    enum Service {
        AUTH("auth", 128),
        MATCHMAKER("allocator-matchmaker", 192),
        GATEWAY("gateway", 128),
        GAME_SERVER("gameserver", 64);

        private final String folder;
        private final int heapMb;

        Service(String folder, int heapMb) {
            this.folder = folder;
            this.heapMb = heapMb;
        }
    }
}
