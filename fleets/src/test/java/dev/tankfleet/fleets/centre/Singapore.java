package dev.tankfleet.fleets.centre;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Values of a region more for the chart of the centre. */
final class Singapore {
    private Singapore() {}

    /** Writes them to a file of the folder. */
    static Path write(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("more.yaml"),
                """
                regions:
                  ap:
                    city: Singapore
                    position: {latitude: 1.35, longitude: 103.82}
                    edgeHost: ap.play.tankfleet.example
                    namespace: games
                    allocator: {host: allocator.ap.example, port: 443, clientSecret: ap-allocator}
                """);
    }
}
