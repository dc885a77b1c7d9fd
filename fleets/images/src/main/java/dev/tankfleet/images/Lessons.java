package dev.tankfleet.images;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the services have learned from one short match, each a file {@code {service}.aot}.
 *
 * @param folder with the files, or nothing
 */
record Lessons(Optional<Path> folder) {
    private static final long MATCH_MAX_MIN = 10;

    /** Nobody has learned anything. */
    static final Lessons NONE = new Lessons(Optional.empty());

    /**
     * Plays a short match with every service in its unpacked image. That the match itself went as
     * promised is not asked: a busy machine is too slow for it and teaches as well.
     */
    static Lessons learn(Path home, Path unpacked, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var log = folder.resolve("match.log");
        play(home, unpacked, log);
        for (var service : Service.values()) {
            if (!service.isTaught()) {
                continue;
            }
            var file = service.image() + ".aot";
            var learned = unpacked.resolve(service.image()).resolve("learned").resolve(file);
            if (!Files.exists(learned)) {
                throw new IOException(
                        service.image()
                                + " has learned nothing from the match: "
                                + Files.readString(log));
            }
            Files.move(learned, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return new Lessons(Optional.of(folder));
    }

    private static void play(Path home, Path unpacked, Path log)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(Files.readAllLines(home.resolve("local/target/launch")));
        command.addAll(List.of("demo", "--processes", "--players", "2", "--seconds", "6"));
        command.addAll(List.of("--train", "--images", unpacked.toAbsolutePath().toString()));
        var match =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.to(log.toFile()))
                        .start();
        try {
            if (!match.waitFor(MATCH_MAX_MIN, TimeUnit.MINUTES)) {
                throw new IOException(
                        "the match has not ended within %d min: %s"
                                .formatted(MATCH_MAX_MIN, Files.readString(log)));
            }
        } finally {
            match.destroy();
        }
    }

    /** What a service has learned. */
    Optional<Path> of(Service service) {
        return service.isTaught()
                ? folder.map(folder -> folder.resolve(service.image() + ".aot"))
                : Optional.empty();
    }
}
