package dev.tankfleet.testkit;

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
        Files.writeString(
                folder.resolve("A.java"), "package sample;\nclass A {}\n" + "\n".repeat(400));

        var length = HouseRules.of("sample", root).findFirst().orElseThrow();

        assertThatThrownBy(() -> length.getExecutable().execute())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "House rule broken in 1 place(s): " + length.getDisplayName())
                .hasMessageContaining("  src/main/java/sample/A.java:401: ");
    }
}
