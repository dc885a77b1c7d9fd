package dev.tankfleet.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What all images of a machine stand on.
 *
 * @param machine of the images
 * @param files folder with the files of {@code /etc}
 * @param packages what {@code fleets/images/base} has made of the pinned packages
 * @param java the linked runtime
 */
record Base(Machine machine, Path files, Path packages, Path java) {
    private static final String BUILDER = "amd64";

    /** Fetches what is pinned and links a runtime, into a folder that has neither yet. */
    static Base make(Path home, Machine machine, Path folder)
            throws IOException, InterruptedException {
        // The runtime of amd64 is linked from the very JDK that runs this.
        if (!System.getProperty("os.arch").equals(BUILDER)) {
            throw new IllegalStateException(
                    "os.arch: " + System.getProperty("os.arch") + " (expected: " + BUILDER + ")");
        }
        var packages = folder.resolve("base");
        fetch(home, machine, Foundation.SERVICES, packages);
        var java = folder.resolve("java");
        LinkedJava.link(packages.resolve("jmods"), java);
        return new Base(machine, home.resolve("fleets/images/root"), packages, java);
    }

    /** The same Java on other packages. */
    Base on(Path home, Foundation foundation, Path folder)
            throws IOException, InterruptedException {
        var others = folder.resolve("base-" + foundation.image());
        fetch(home, machine, foundation, others);
        return new Base(machine, files, others, java);
    }

    private static void fetch(Path home, Machine machine, Foundation foundation, Path packages)
            throws IOException, InterruptedException {
        var script =
                new ProcessBuilder(
                                home.resolve("fleets/images/base").toString(),
                                machine.architecture(),
                                packages.toString(),
                                foundation.image())
                        .redirectErrorStream(true)
                        .start();
        var said =
                new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (script.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    /** Who built the modules of the runtime. */
    String javaVendor() throws IOException {
        return Files.exists(packages.resolve("jmods")) ? "Debian" : LinkedJava.vendor();
    }

    /** The pinned packages. */
    List<Pinned> pinned() throws IOException {
        return Files.readAllLines(packages.resolve("packages")).stream()
                .map(line -> line.split(" "))
                .map(words -> new Pinned(words[0], words[2], words[3], words[4]))
                .toList();
    }

    /** Programs and what they need, by their place in an image; empty where Java is all. */
    Optional<Path> programs() {
        return Optional.of(packages.resolve("files")).filter(Files::exists);
    }

    /** Go modules that a program among them was built from: name and version. */
    List<String> modules() throws IOException {
        var list = packages.resolve("modules");
        return Files.exists(list) ? Files.readAllLines(list) : List.of();
    }

    /** What an image stands on: the packages that {@code packages.lock} names for it. */
    enum Foundation {
        /** A C library: a service is Java alone. */
        SERVICES,
        /** Servers and tools of others, too, with the libraries that those want; for amd64. */
        BACKUP;

        /** As {@code fleets/images/base} calls it. */
        String image() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether packages for such a machine are pinned. */
        boolean isFor(Machine machine) {
            return this == SERVICES || machine == Machine.AMD64;
        }
    }

    /**
     * A Debian package.
     *
     * @param architecture of the machines that it is for
     * @param name of it
     * @param version as Debian counts
     * @param sha256 of the package as it is fetched
     */
    record Pinned(String architecture, String name, String version, String sha256) {}
}
