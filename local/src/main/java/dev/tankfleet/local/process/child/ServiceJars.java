package dev.tankfleet.local.process.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the services' own jars are, and how each is run. Immutable; any thread may ask. */
public final class ServiceJars implements ServicePrograms {
    /** System property with the folder of the checkout. */
    public static final String HOME_PROPERTY = "tankfleet.home";

    /**
     * A dozen JVMs share one machine: what a start allocated goes back to it, and what they learned
     * stays one file in memory for all of them, at the address at which it was written.
     */
    private static final List<String> SMALL =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:TrimNativeHeapInterval=5000",
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:ArchiveRelocationMode=0");

    private final Path home;
    private final boolean isTraining;
    private final List<String> options;

    private ServiceJars(Path home, boolean isTraining, List<String> options) {
        this.home = home;
        this.isTraining = isTraining;
        this.options = options;
    }

    /**
     * The jars of a built checkout.
     *
     * @param isTraining each process notes on its way out what its next start will need
     */
    public static ServiceJars under(Path home, boolean isTraining) {
        return new ServiceJars(home, isTraining, List.of());
    }

    /** With more options for each JVM. */
    public ServiceJars with(String... moreOptions) {
        return new ServiceJars(home, isTraining, List.of(moreOptions));
    }

    @Override
    public boolean isTraining() {
        return isTraining;
    }

    @Override
    public List<String> command(Service service, boolean isFirst, Path fleet) {
        var target = home.resolve(service.folder).resolve("target");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + service.heapMb + "m");
        command.add("-Xmn" + service.youngMb + "m");
        command.addAll(SMALL);
        command.addAll(options);
        var cache = target.resolve(service.folder + ".aot");
        if (isTraining && isFirst) {
            command.add("-XX:AOTCacheOutput=" + cache);
        } else if (isLearned(cache, target)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.add("-jar");
        command.add(jar(target).toString());
        return command;
    }

    /** What was learned holds for the very jars that it was learned from. */
    private static boolean isLearned(Path cache, Path target) {
        try (var files = Files.find(target, 2, (file, _) -> file.toString().endsWith(".jar"))) {
            if (!Files.exists(cache)) {
                return false;
            }
            var learned = Files.getLastModifiedTime(cache);
            for (var jar : files.toList()) {
                if (Files.getLastModifiedTime(jar).compareTo(learned) > 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
}
