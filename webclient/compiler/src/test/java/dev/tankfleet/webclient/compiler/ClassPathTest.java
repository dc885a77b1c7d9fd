package dev.tankfleet.webclient.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class ClassPathTest {
    @TempDir Path folder;

    private ClassPath classPath;
    private String before;

    @BeforeEach
    void fillTheFolder() throws IOException {
        Files.createDirectories(folder.resolve("classes/game"));
        Files.writeString(folder.resolve("classes/game/Tank.class"), "a tank");
        Files.writeString(folder.resolve("library.jar"), "a library");
        classPath =
                new ClassPath(
                        List.of(
                                folder.resolve("classes"),
                                folder.resolve("library.jar"),
                                folder.resolve("missing")));
        before = classPath.digest();
    }

    @Test
    void keepsItsNameWhenOnlyOtherFilesChange() throws IOException {
        Files.writeString(folder.resolve("classes/game/page.js"), "a page");

        assertThat(classPath.digest()).isEqualTo(before);
    }

    @Test
    void takesAnotherNameWhenAClassChanges() throws IOException {
        Files.writeString(folder.resolve("classes/game/Tank.class"), "b tank");

        assertThat(classPath.digest()).isNotEqualTo(before);
    }

    @Test
    void takesAnotherNameWhenAClassIsRenamed() throws IOException {
        Files.move(
                folder.resolve("classes/game/Tank.class"),
                folder.resolve("classes/game/Tink.class"));

        assertThat(classPath.digest()).isNotEqualTo(before);
    }

    @Test
    void takesAnotherNameWhenALibraryChanges() throws IOException {
        Files.writeString(folder.resolve("library.jar"), "another");

        assertThat(classPath.digest()).isNotEqualTo(before);
    }
}
