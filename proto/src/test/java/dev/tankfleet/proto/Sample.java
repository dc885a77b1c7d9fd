package dev.tankfleet.proto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A body of a release, kept as a file that must still be read. Stateless. */
public final class Sample {
    private static final String FOLDER = "/samples/";
    private static final String FIRST_RELEASE = "v0.1/";

    private Sample() {}

    /** The bytes of a text file; the name of a later release stands before its name. */
    public static byte[] json(String name) {
        return file(name + ".json");
    }

    /** The bytes that a file of hexadecimal digits stands for. */
    public static byte[] hex(String name) {
        return HexFormat.of()
                .parseHex(new String(file(name + ".hex"), StandardCharsets.US_ASCII).strip());
    }

    private static byte[] file(String name) {
        String path = FOLDER + (name.contains("/") ? name : FIRST_RELEASE + name);
        try (var in = Sample.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new AssertionError("no sample " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read sample " + name, e);
        }
    }
}
