package dev.tankfleet.testkit.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The Maven that builds is one by its bytes; the enforcer looks after all that it fetches. */
final class WrapperTest {
    private static final Path PROPERTIES =
            Path.of("../../.mvn/wrapper/maven-wrapper.properties").toAbsolutePath();

    @Test
    void namesOneReleaseByItsHash() throws IOException {
        var properties = new Properties();
        try (var in = Files.newInputStream(PROPERTIES)) {
            properties.load(in);
        }

        assertThat(properties.getProperty("distributionSha256Sum")).matches("[0-9a-f]{64}");
        assertThat(properties.getProperty("distributionUrl"))
                .matches("https://\\S+/apache-maven-\\d+\\.\\d+\\.\\d+-bin\\.zip");
    }
}
