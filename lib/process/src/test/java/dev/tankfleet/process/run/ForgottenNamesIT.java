package dev.tankfleet.process.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.time.Eventually;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A name that leads nowhere is asked for again soon, as one of a Pod that is about to come back.
 */
final class ForgottenNamesIT {
    private static final String NAME = "comes-back.test";
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int CHILD_MAX_S = 60;

    @TempDir private Path folder;

    @Test
    void findsANameSoonAfterItCameBack() throws Exception {
        var names = Files.createFile(folder.resolve("hosts"));
        // What Java remembers is set once for a JVM, and this one has long looked something up.
        var child =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Djdk.net.hosts.file=" + names,
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Child.class.getName(),
                                        names.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile())
                        .start();

        assertThat(child.waitFor(CHILD_MAX_S, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(Files.readString(folder.resolve("output"))).isZero();
    }

    /** Looks a name up before and after it is there. */
    static final class Child {
        private Child() {}

        /** Takes the file of names. */
        public static void main(String[] arguments) throws IOException {
            ServiceProcess.forgetNamesSoon();
            if (isThere()) {
                throw new IllegalStateException(NAME + " is there too early");
            }
            Files.writeString(Path.of(arguments[0]), "127.0.0.1 " + NAME + "\n");
            Eventually.eventuallyTrue(SOON, NAME, Child::isThere);
        }

        private static boolean isThere() {
            try {
                return InetAddress.getByName(NAME).isLoopbackAddress();
            } catch (UnknownHostException _) {
                return false;
            }
        }
    }
}
