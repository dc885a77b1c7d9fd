package dev.tankfleet.process.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

final class SecretTest {
    @TempDir Path folder;

    record Database(Secret password) {
        Database {
            Check.that(password.reveal().length() >= 8, "password", password, ">= 8 characters");
        }
    }

    @Test
    void hidesItselfInText() {
        var database = new Database(Secret.of("correct horse"));

        assertThat(database.toString()).isEqualTo("Database[password=***]");
        assertThat(database.password().reveal()).isEqualTo("correct horse");
        assertThat(database).isEqualTo(new Database(Secret.of("correct horse")));
    }

    @Test
    void hidesItselfWhenItIsRefused() {
        assertThatThrownBy(() -> bind(Map.of("DB_PASSWORD", "short")))
                .hasMessageContaining("DB_PASSWORD: *** (expected: >= 8 characters)")
                .hasMessageNotContaining("short");
    }

    @Test
    void comesFromAFileWithoutItsLastLineEnd() throws IOException {
        var file = Files.writeString(folder.resolve("password"), "from the file\n");

        var database = bind(Map.of("DB_PASSWORD_FILE", file.toString()));

        assertThat(database.password().reveal()).isEqualTo("from the file");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        var file = folder.resolve("none").toString();

        assertThatThrownBy(() -> bind(Map.of("DB_PASSWORD_FILE", file)))
                .hasMessageContaining(
                        "DB_PASSWORD_FILE: "
                                + file
                                + " (expected: a file that can be read, of at most 65536 bytes)");
    }

    @Test
    void refusesAFileThatIsTooBig() throws IOException {
        var file = Files.writeString(folder.resolve("big"), "x".repeat(65_537)).toString();

        assertThatThrownBy(() -> bind(Map.of("DB_PASSWORD_FILE", file)))
                .hasMessageContaining("of at most 65536 bytes");
    }

    @Test
    void refusesValueAndFileTogether() {
        assertThatThrownBy(
                        () -> bind(Map.of("DB_PASSWORD", "long enough", "DB_PASSWORD_FILE", "f")))
                .hasMessageContaining("not both this and DB_PASSWORD")
                .hasMessageNotContaining("long enough");
    }

    private static Database bind(Map<String, String> env) {
        return Settings.of(env).bind(Database.class, "db");
    }
}
