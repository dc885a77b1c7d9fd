package dev.tankfleet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

final class HouseRulesTest {
    @TempDir Path root;

    @TestFactory
    Stream<DynamicTest> keepsTheHouseRules() {
        return HouseRules.of("dev.tankfleet.testkit");
    }

    @Test
    void failsWithTheRuleAndEveryPlace() throws IOException {
        var folder = Files.createDirectories(root.resolve("src/main/java/sample"));
        Files.writeString(folder.resolve("A.java"), "package sample;\n\nclass A { }\n");

        var format = HouseRules.of("sample", root).findFirst().orElseThrow();

        assertThat(format.getDisplayName()).isEqualTo("files are formatted");
        assertThatThrownBy(() -> format.getExecutable().execute())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("House rule broken in 1 place(s): files are formatted")
                .hasMessageContaining("  src/main/java/sample/A.java:3: not formatted");
    }
}
