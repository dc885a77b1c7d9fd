package dev.tankfleet.process.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

final class RotatingSecretTest {
    @TempDir private Path folder;

    record Bus(RotatingSecret password) {}

    @Test
    void readsItsFileAnewAtEachLook() throws IOException {
        var file = Files.writeString(folder.resolve("password"), "old\n");
        var secret = bind(Map.of("BUS_PASSWORD_FILE", file.toString()));
        assertThat(revealed(secret)).containsExactly("old");

        Files.writeString(file, "old\nnew\n");
        assertThat(revealed(secret)).containsExactly("old", "new");
        Files.writeString(file, "new\n\n old ");
        assertThat(revealed(secret)).containsExactly("new", "old");
        assertThat(secret.current()).isEqualTo(Secret.of("new"));
    }

    @Test
    void keepsWhatItKnewWhenTheFileIsGoneOrEmpty() throws IOException {
        var file = Files.writeString(folder.resolve("password"), "known");
        var secret = bind(Map.of("BUS_PASSWORD_FILE", file.toString()));

        Files.writeString(file, " \n");
        assertThat(revealed(secret)).containsExactly("known");
        Files.delete(file);
        assertThat(revealed(secret)).containsExactly("known");
        Files.writeString(file, "new");
        assertThat(revealed(secret)).containsExactly("new");
    }

    @Test
    void staysAsItIsWithoutAFile() {
        assertThat(revealed(bind(Map.of("BUS_PASSWORD", "one\ntwo"))))
                .containsExactly("one", "two");
        assertThat(revealed(RotatingSecret.of(""))).containsExactly("");
        assertThat(revealed(RotatingSecret.of("1\n2\n3\n4\n5"))).hasSize(RotatingSecret.VALUES_MAX);
    }

    @Test
    void hidesItsValues() {
        assertThat(new Bus(RotatingSecret.of("correct horse")).toString())
                .isEqualTo("Bus[password=***]");
        assertThat(RotatingSecret.of("a")).isEqualTo(RotatingSecret.of("a"));
        assertThat(RotatingSecret.of("a")).isNotEqualTo(RotatingSecret.of("b"));
    }

    @Test
    void namesAFileThatIsNotThere() {
        var environment = Map.of("BUS_PASSWORD_FILE", folder.resolve("none").toString());

        assertThatThrownBy(() -> bind(environment))
                .isInstanceOf(WrongSettingsException.class)
                .hasMessageContaining("BUS_PASSWORD_FILE");
    }

    private static RotatingSecret bind(Map<String, String> environment) {
        return Settings.of(environment).bind(Bus.class, "bus").password();
    }

    private static List<String> revealed(RotatingSecret secret) {
        return secret.values().stream().map(Secret::reveal).toList();
    }
}
