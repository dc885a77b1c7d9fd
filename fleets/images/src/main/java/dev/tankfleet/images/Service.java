package dev.tankfleet.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A service that has an image; one more line gives one more of them an image. What its module must
 * bring is in the README.
 */
enum Service {
    AUTH("auth", Lesson.A_MATCH, 8888, 8000),
    MATCHMAKER("allocator-matchmaker", Lesson.A_MATCH, 8090, 8002),
    GATEWAY("gateway", Lesson.A_MATCH, 8080, 8003),
    GAME_SERVER("gameserver", Lesson.A_MATCH, 8001),
    BACKUP("fleets/backup", Lesson.NOTHING, Base.Foundation.BACKUP, 8005),
    CERTIFICATES("fleets/certificates", Lesson.NOTHING, 8007);

    /** From what a service learns how it starts. */
    enum Lesson {
        /** The match that the local fleet plays in the images. */
        A_MATCH,
        /** Nothing: it has no part in a match, or its start need not be fast. */
        NOTHING
    }

    private static final String APP_JAR_END = "-app.jar";

    private final String folder;
    private final Lesson lesson;
    private final Base.Foundation foundation;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, its type does not say so
    private final List<Integer> ports;

    Service(String folder, Lesson lesson, Integer... ports) {
        this(folder, lesson, Base.Foundation.SERVICES, ports);
    }

    Service(String folder, Lesson lesson, Base.Foundation foundation, Integer... ports) {
        this.folder = folder;
        this.lesson = lesson;
        this.foundation = foundation;
        this.ports = List.of(ports);
    }

    /** Name of the image and of what lies in it: the last part of the module's folder. */
    String image() {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }

    /** What its image stands on. */
    Base.Foundation foundation() {
        return foundation;
    }

    /** Whether the match teaches it. */
    boolean isTaught() {
        return lesson == Lesson.A_MATCH;
    }

    /** TCP ports that it listens on unless told otherwise. */
    List<Integer> ports() {
        return ports;
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

    /** Version of the checkout, which its jar has in its name behind that of the artefact. */
    String version(Path home) throws IOException {
        var name = jar(home).getFileName().toString();
        return name.substring(image().length() + 1, name.length() - APP_JAR_END.length());
    }
}
