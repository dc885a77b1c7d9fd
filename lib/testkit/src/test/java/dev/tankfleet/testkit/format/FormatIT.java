package dev.tankfleet.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class FormatIT {
    private static final String UGLY = "class A { int a ; }\n";
    private static final String SHAPED = "class A {\n    int a;\n}\n";

    @TempDir Path root;

    private Path file;

    @BeforeEach
    void writeUglyFile() throws IOException {
        file = Files.writeString(root.resolve("A.java"), UGLY);
    }

    @Test
    void changesNothingWhenItOnlyChecks() throws IOException {
        assertThat(Format.run("check", root.toString())).isEqualTo(1);

        assertThat(file).hasContent(UGLY.strip());
    }

    @Test
    void shapesWhatIsNot() throws IOException {
        assertThat(Format.run("write", root.toString())).isZero();

        assertThat(Files.readString(file)).isEqualTo(SHAPED);
        assertThat(Format.run("check", root.toString())).isZero();
    }

    @Test
    void takesAnUnusedImportForAMatterOfShape() throws IOException {
        Files.writeString(file, "import java.util.List;\n\nclass A {}\n");

        assertThat(Format.differingIn(root)).singleElement().asString().endsWith("A.java:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"target/generated-sources", ".cache"})
    void leavesAloneWhatNobodyWrote(String folder) throws IOException {
        var other = Files.createDirectories(root.resolve(folder)).resolve("B.java");
        Files.writeString(other, UGLY);

        assertThat(Format.run("write", root.toString())).isZero();

        assertThat(Files.readString(other)).isEqualTo(UGLY);
    }

    @Test
    void explainsItselfWhenCalledWrongly() throws IOException {
        assertThat(Format.run("beautify", root.toString())).isEqualTo(2);
        assertThat(Format.run()).isEqualTo(2);
    }
}
