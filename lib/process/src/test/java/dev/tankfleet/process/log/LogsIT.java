package dev.tankfleet.process.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class LogsIT {
    private static final Logger OURS = LoggerFactory.getLogger("dev.tankfleet.sample.Sample");
    private static final Logger LIBRARY = LoggerFactory.getLogger("org.library.Thing");
    private static final int SIZE_MAX_BYTES = 1_024;
    private static final int FILES_MAX = 3;

    @TempDir Path folder;

    private Logs logs;

    @BeforeEach
    void startLogs() {
        logs = Logs.start(config(folder.resolve("log")));
    }

    @AfterEach
    void closeLogs() {
        logs.close();
    }

    @Test
    void writesOneJsonLineWithTheKeysOfTheEvent() throws IOException {
        OURS.atInfo().addKeyValue("matchId", "m-1").log("Match \"first\" begun\nreally");

        var line = lines().getLast();
        assertThat(line)
                .startsWith("{")
                .endsWith("}")
                .contains("\"level\":\"INFO\"")
                .contains("\"loggerName\":\"dev.tankfleet.sample.Sample\"")
                .contains("\"formattedMessage\":\"Match \\\"first\\\" begun\\nreally\"")
                .contains("{\"matchId\":\"m-1\"}")
                .doesNotContain("mdc");
    }

    @Test
    void keepsLibrariesQuietBelowWarn() throws IOException {
        LIBRARY.info("chatter");
        LIBRARY.warn("worth a look");

        assertThat(lines()).singleElement().asString().contains("worth a look");
    }

    @Test
    void countsErrorsOfEveryKindAndShowsThemAsAMeter() throws Exception {
        var registry = new SimpleMeterRegistry();
        logs.bindTo(registry);

        OURS.warn("no error");
        OURS.error("ours");
        LIBRARY.error("of a library");
        java.util.logging.Logger.getLogger("io.grpc.Thing").severe("through the JDK");
        Thread.ofPlatform().start(LogsIT::fail).join();

        assertThat(logs.errors()).isEqualTo(4);
        assertThat(registry.get("process.log.errors").functionCounter().count()).isEqualTo(4);
        assertThat(lines().getLast()).contains("Thread died").contains("nobody caught this");
    }

    @Test
    void staysWithinItsFilesHoweverMuchIsLogged() throws IOException {
        for (int i = 0; i < 20; i++) {
            OURS.info("{}", "x".repeat(200));
        }

        try (var files = Files.list(logs.file().getParent())) {
            var all = files.toList();
            assertThat(all).hasSize(FILES_MAX);
            assertThat(all.stream().mapToLong(file -> file.toFile().length()).sum())
                    .isBetween(SIZE_MAX_BYTES * 2L, FILES_MAX * (SIZE_MAX_BYTES + 600L));
        }
    }

    @Test
    void printsTheLinesOfTheFileWhereAMachineReadsTheConsole() throws IOException {
        logs.close();
        var console = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            logs = Logs.start(config(folder.resolve("json"), ConsoleFormat.JSON));
            OURS.atInfo().addKeyValue("matchId", "m-1").log("Match ended");
        } finally {
            System.setOut(console);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).lines().toList())
                .isEqualTo(lines())
                .singleElement()
                .asString()
                .startsWith("{")
                .contains("\"level\":\"INFO\"", "\"matchId\"", "m-1");
    }

    @Test
    void givesServicesOfOneJvmTheSameLog() {
        var second = Logs.start(config(folder.resolve("other")));

        assertThat(second).isSameAs(logs);
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @Test
    void refusesAFolderItCannotMake() throws IOException {
        logs.close();
        var file = Files.writeString(folder.resolve("a-file"), "");

        assertThatThrownBy(() -> Logs.start(config(file.resolve("log"))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot make the log folder");
    }

    private static void fail() {
        throw new IllegalStateException("nobody caught this");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(logs.file());
    }

    private static LogConfig config(Path folder) {
        return config(folder, ConsoleFormat.TEXT);
    }

    private static LogConfig config(Path folder, ConsoleFormat console) {
        return new LogConfig(folder, "sample", SIZE_MAX_BYTES, FILES_MAX, LogLevel.INFO, console);
    }
}
