package dev.tankfleet.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class FormatIT {
    private static final String UGLY = "class A { int a ; }\n";
    private static final String SHAPED = "class A {\n    int a;\n}\n";

    @TempDir Path root;

    private Path file;

    @BeforeEach
    void makeRepository() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("git", "init", "-q", root.toString()).start().waitFor())
                .isZero();
        file = Files.writeString(root.resolve("A.java"), UGLY);
    }

    @Test
    void changesNothingWhenItOnlyChecks() throws IOException, InterruptedException {
        assertThat(Format.run("check", root.toString())).isEqualTo(1);

        assertThat(file).hasContent(UGLY.strip());
    }

    @Test
    void shapesFilesThatAreNewToGit() throws IOException, InterruptedException {
        assertThat(Format.run("write", root.toString())).isZero();

        assertThat(Files.readString(file)).isEqualTo(SHAPED);
        assertThat(Format.run("check", root.toString())).isZero();
    }

    @Test
    void leavesIgnoredFilesAlone() throws IOException, InterruptedException {
        Files.writeString(root.resolve(".gitignore"), "A.java\n");

        assertThat(Format.run("write", root.toString())).isZero();

        assertThat(Files.readString(file)).isEqualTo(UGLY);
    }

    @Test
    void explainsItselfWhenCalledWrongly() throws IOException, InterruptedException {
        assertThat(Format.run("beautify", root.toString())).isEqualTo(2);
        assertThat(Format.run()).isEqualTo(2);
    }
}
