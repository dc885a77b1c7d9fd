package dev.tankfleet.local.launch;

import dev.tankfleet.local.process.child.ServiceJars;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the launch file: the java of the JDK that runs this, then its arguments, one a line. */
final class LaunchFile {
    /** 4 game servers and 32 bots live well in this; more would only be filled with garbage. */
    private static final String HEAP_MAX = "-Xmx256m";

    private LaunchFile() {}

    /** Takes where to write, the jar to run, and the folder of the checkout. */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException(
                    "arguments: " + args.length + " (expected: file, jar, folder)");
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.write(
                Path.of(args[0]),
                List.of(
                        java,
                        HEAP_MAX,
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-D" + ServiceJars.HOME_PROPERTY + "=" + args[2],
                        "-jar",
                        args[1]));
    }
}
