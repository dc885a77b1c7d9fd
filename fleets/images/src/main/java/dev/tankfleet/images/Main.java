package dev.tankfleet.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds all images of a checkout; {@code fleets/images/build} calls it. */
public final class Main {
    private static final double MB = 1_000_000;

    private Main() {}

    /** Takes the folders of the checkout, of the C library and for the images. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "arguments: " + arguments.length + " (expected: checkout, libc, images)");
        }
        var home = Path.of(arguments[0]).toAbsolutePath();
        var folder = Path.of(arguments[2]).toAbsolutePath();
        var checkout = Checkout.of(home);
        var build = ImageBuild.into(folder, checkout, Path.of(arguments[1]));
        var untaught = build.write(Lessons.NONE);
        var lessons = Lessons.learn(home, build.unpacked(), folder.resolve("learned"));
        var digests = build.write(lessons);
        for (var service : Service.values()) {
            System.out.printf(
                    "%s %.1f MB%n  %s%n  without what it learned: %s%n",
                    build.archive(service),
                    Files.size(build.archive(service)) / MB,
                    digests.get(service),
                    untaught.get(service));
        }
    }
}
