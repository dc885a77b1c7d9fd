package dev.tankfleet.testkit.damage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The least that can happen to a file. Stateless. */
public final class FlippedBit {
    private FlippedBit() {}

    /**
     * Flips one bit in the middle of a file.
     *
     * @throws IOException when it cannot be read or written
     */
    public static void in(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
