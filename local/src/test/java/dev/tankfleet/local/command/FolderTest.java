package dev.tankfleet.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

final class FolderTest {
    @Test
    void forgetsWhatAFleetHasWrittenAndNothingElse(@TempDir Path path) throws Exception {
        Files.createDirectories(path.resolve("postgres").resolve("base"));
        Files.writeString(path.resolve("postgres").resolve("base").resolve("1"), "rows");
        Files.writeString(path.resolve("postgres.made"), "");
        Files.writeString(path.resolve("auth-signing-key.pem"), "key");
        Files.writeString(path.resolve("thesis.txt"), "years of work");
        Files.createDirectories(path.resolve("photos"));

        try (var folder = Folder.open(path)) {
            folder.empty();
        }

        try (var left = Files.list(path)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("lock", "thesis.txt", "photos");
        }
    }

    @Test
    void deletesNothingBehindALink(@TempDir Path path) throws Exception {
        var elsewhere = Files.createDirectories(path.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("thesis.txt"), "years of work");
        var home = Files.createDirectories(path.resolve("home"));
        Files.createSymbolicLink(home.resolve("postgres"), elsewhere);

        try (var folder = Folder.open(home)) {
            folder.empty();
        }

        assertThat(elsewhere.resolve("thesis.txt")).exists();
        assertThat(home.resolve("postgres")).doesNotExist();
    }

    @Test
    void saysInOneLineWhyAFolderCannotBeHad(@TempDir Path path) throws Exception {
        var file = Files.writeString(path.resolve("file"), "");

        assertThatThrownBy(() -> Folder.open(file))
                .isInstanceOf(Folder.Unusable.class)
                .hasMessageContaining("cannot use the folder " + file);
        assertThatThrownBy(() -> Folder.open(Path.of("")))
                .isInstanceOf(Folder.Unusable.class)
                .hasMessageContaining("--folder");
    }
}
