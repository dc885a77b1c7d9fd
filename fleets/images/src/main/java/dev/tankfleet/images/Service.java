package dev.tankfleet.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A service that has an image. */
enum Service {
    AUTH("auth"),
    MATCHMAKER("allocator-matchmaker"),
    GATEWAY("gateway"),
    GAME_SERVER("gameserver");

    private static final String APP_JAR_END = "-app.jar";

    private final String folder;

    Service(String folder) {
        this.folder = folder;
    }

    /** Name of the module's folder, of the image and of what lies in it. */
    String folder() {
        return folder;
    }

    /** TCP ports that it listens on unless told otherwise. */
    List<Integer> ports() {
        return switch (this) {
            case AUTH -> List.of(8888, 8000);
            case MATCHMAKER -> List.of(8090, 8002);
            case GATEWAY -> List.of(8080, 8003);
            case GAME_SERVER -> List.of(8001);
        };
    }

    /** Where the build leaves its jars, in a checkout. */
    Path target(Path home) {
        return home.resolve(folder).resolve("target");
    }

    /** Its own jar; all others lie beside it in {@code lib}. */
    Path jar(Path home) throws IOException {
        try (var jars = Files.newDirectoryStream(target(home), "*" + APP_JAR_END)) {
            for (var jar : jars) {
                return jar;
            }
        }
        throw new IllegalStateException(
                target(home) + ": no *" + APP_JAR_END + " (build with fleets/images/build)");
    }

    /** Version of the checkout, which its jar has in its name. */
    String version(Path home) throws IOException {
        var name = jar(home).getFileName().toString();
        return name.substring(folder.length() + 1, name.length() - APP_JAR_END.length());
    }
}
