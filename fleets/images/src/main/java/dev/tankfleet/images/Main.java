package dev.tankfleet.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Builds all images of a checkout; {@code fleets/images/build} calls it. */
public final class Main {
    private static final double MB = 1_000_000;

    private Main() {}

    /** Takes the folders of the checkout and for the images, and the architectures to build. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 3) {
            throw new IllegalArgumentException(
                    "arguments: "
                            + arguments.length
                            + " (expected: checkout, images, architectures)");
        }
        var home = Path.of(arguments[0]).toAbsolutePath();
        var folder = Path.of(arguments[1]).toAbsolutePath();
        var machines = Arrays.stream(arguments).skip(2).map(Machine::of).distinct().toList();
        var checkout = Checkout.of(home);
        for (var machine : machines) {
            build(checkout, machine, folder.resolve(machine.architecture()));
        }
    }

    private static void build(Checkout checkout, Machine machine, Path folder)
            throws IOException, InterruptedException {
        var build = ImageBuild.into(folder, checkout, machine);
        var untaught = build.write(Lessons.NONE);
        var digests = untaught;
        if (machine.isHere()) {
            var learned = folder.resolve("learned");
            digests = build.write(Lessons.learn(checkout.home(), build.unpacked(), learned));
        }
        for (var service : digests.keySet()) {
            System.out.printf(
                    "%s %.1f MB%n  %s%n  without what it learned: %s%n",
                    build.archive(service),
                    Files.size(build.archive(service)) / MB,
                    digests.get(service),
                    untaught.get(service));
        }
    }
}
