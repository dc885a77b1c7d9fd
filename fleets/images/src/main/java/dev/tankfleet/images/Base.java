package dev.tankfleet.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What all images stand on.
 *
 * @param files folder with the files of {@code /etc}
 * @param libc folder that {@code fleets/images/libc} has printed
 * @param java the linked runtime
 */
record Base(Path files, Path libc, Path java) {
    /** Links a runtime into a folder that does not exist yet. */
    static Base link(Path home, Path libc, Path java) {
        LinkedJava.link(java);
        return new Base(home.resolve("fleets/images/root"), libc, java);
    }

    /** Name, version, architecture and SHA-256 of the package that the C library is from. */
    String[] libcPackage() throws IOException {
        return Files.readString(libc.resolve("package")).strip().split(" ");
    }
}
