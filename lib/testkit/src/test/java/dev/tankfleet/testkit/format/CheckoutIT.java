package dev.tankfleet.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;

final class CheckoutIT {
    private static final Path CHECKOUT =
            Path.of(System.getProperty("basedir", "")).resolve("../..").normalize();

    @Test
    void keepsEveryFileInItsShape() throws IOException {
        assertThat(Format.differingIn(CHECKOUT))
                .as("not formatted; run ./mvnw -q -Pformat -pl lib/testkit process-classes")
                .isEmpty();
    }
}
