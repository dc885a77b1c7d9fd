package dev.tankfleet.local.process.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The services' images, unpacked, each run as a strict pod would run it: a user without rights on a
 * read-only root. Immutable; any thread may ask.
 */
public final class ServiceImages implements ServicePrograms {
    private static final String JAIL = "fleets/images/jail";

    /** Where a service finds, inside, the folder for what it has learned. */
    private static final String LEARNED = "/tmp/learned";

    private final Path home;
    private final Path images;
    private final boolean isTraining;

    private ServiceImages(Path home, Path images, boolean isTraining) {
        this.home = home;
        this.images = images;
        this.isTraining = isTraining;
    }

    /**
     * What {@code fleets/images/build} has unpacked.
     *
     * @param home folder of the checkout
     * @param images with a folder per service
     * @param isTraining the first process of each kind notes on its way out what its next start
     *     will need
     */
    public static ServiceImages under(Path home, Path images, boolean isTraining) {
        return new ServiceImages(home, images, isTraining);
    }

    @Override
    public boolean isTraining() {
        return isTraining;
    }

    @Override
    public List<String> command(Service service, boolean isFirst, Path fleet) {
        var image = images.resolve(service.folder).toAbsolutePath();
        var command = new ArrayList<String>();
        var options = "-Xmx" + service.heapMb + "m -Xmn" + service.youngMb + "m";
        if (isTraining && isFirst) {
            options += " -XX:AOTCacheOutput=" + LEARNED + "/" + service.folder + ".aot";
        }
        command.addAll(List.of("/usr/bin/env", "JDK_JAVA_OPTIONS=" + options));
        command.add(home.resolve(JAIL).toAbsolutePath().toString());
        command.addAll(List.of("--bind", fleet.toString(), fleet.toString()));
        if (isTraining && isFirst) {
            command.addAll(List.of("--bind", learned(image).toString(), LEARNED));
        }
        command.add(image.toString());
        return command;
    }

    private static Path learned(Path image) {
        try {
            return Files.createDirectories(image.resolve("learned"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
