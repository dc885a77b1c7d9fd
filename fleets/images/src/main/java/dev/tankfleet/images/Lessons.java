package dev.tankfleet.images;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the services have learned from one short match, each a file {@code {service}.aot}.
 *
 * @param folder with the files, or nothing
 */
record Lessons(Optional<Path> folder) {
    /** Nobody has learned anything. */
    static final Lessons NONE = new Lessons(Optional.empty());

    /** Plays a short match with every service in its unpacked image. */
    static Lessons learn(Path home, Path unpacked, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        play(home, unpacked, folder.resolve("match.log"), List.of("--train"));
        for (var service : Service.values()) {
            var learned = unpacked.resolve(service.folder()).resolve("learned");
            var file = service.folder() + ".aot";
            Files.move(
                    learned.resolve(file),
                    folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return new Lessons(Optional.of(folder));
    }

    /** Plays a short match in which each service runs in its image. */
    static void play(Path home, Path unpacked, Path log, List<String> options)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(Files.readAllLines(home.resolve("local/target/launch")));
        command.addAll(List.of("demo", "--processes", "--players", "2", "--seconds", "6"));
        command.addAll(List.of("--images", unpacked.toAbsolutePath().toString()));
        command.addAll(options);
        var match =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.to(log.toFile()))
                        .start();
        if (match.waitFor() != 0) {
            throw new IOException("the match in the images went wrong: " + Files.readString(log));
        }
    }

    /** What a service has learned. */
    Optional<Path> of(Service service) {
        return folder.map(folder -> folder.resolve(service.folder() + ".aot"));
    }
}
