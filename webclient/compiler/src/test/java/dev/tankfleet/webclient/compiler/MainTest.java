package dev.tankfleet.webclient.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

final class MainTest {
    @TempDir Path folder;

    @Test
    void compilesOnceAndAgainOnlyWhenTheModuleIsGone() throws IOException {
        var module = folder.resolve("out/greeting.js");
        compile(Greeting.class.getName());
        var written = FileTime.fromMillis(0);
        Files.setLastModifiedTime(module, written);

        compile(Greeting.class.getName());
        assertThat(Files.getLastModifiedTime(module)).isEqualTo(written);

        Files.delete(module);
        compile(Greeting.class.getName());
        assertThat(module).content().contains("export").contains("hello from a class");
    }

    @Test
    void failsWithTheNameOfAClassThatIsMissing() {
        assertThatThrownBy(() -> compile("dev.tankfleet.Missing"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dev.tankfleet.Missing");
        assertThat(folder.resolve("memory/greeting.js.made-of")).doesNotExist();
    }

    @Test
    void saysWhichArgumentsItWants() {
        assertThatThrownBy(() -> Main.main(new String[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: entry class");
    }

    private void compile(String entry) throws IOException {
        Main.main(
                new String[] {
                    entry,
                    folder.resolve("out").toString(),
                    "greeting.js",
                    folder.resolve("memory").toString()
                });
    }
}
