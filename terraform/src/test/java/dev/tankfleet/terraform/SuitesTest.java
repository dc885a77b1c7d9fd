package dev.tankfleet.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The suites of each configuration for {@code tofu test}, whose providers are pretended. */
@OnTofu
final class SuitesTest {
    private static final int ASSERTIONS_MIN = 220;
    private static final Pattern ASSERTION =
            Pattern.compile(
                    "^ +assert \\{|^ +(?:expect_failures ="
                            + " \\[)?(?:var|output|terraform_data|kubectl_manifest)\\.\\w+[],]");

    @TempDir private Path data;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "modules/cluster",
                "modules/agones",
                "modules/platform",
                "modules/centre",
                "modules/region",
                "modules/regions",
                "centre/cluster",
                "centre/workloads",
                "region/cluster",
                "region/workloads",
                "examples/local"
            })
    void passesItsSuite(String folder) {
        var root = Root.of(folder, data).initialised();

        var answer = root.run("test");

        assertThat(answer.mustBeFine()).contains("Success!").contains(", 0 failed.");
    }

    @Test
    void makesEnoughAssertions() throws IOException {
        int assertions = 0;
        try (var files = Files.walk(Root.HERE)) {
            for (var file :
                    files.filter(name -> name.toString().endsWith(".tftest.hcl")).toList()) {
                assertions +=
                        (int)
                                Files.readAllLines(file).stream()
                                        .filter(line -> ASSERTION.matcher(line).find())
                                        .count();
            }
        }

        assertThat(assertions).isGreaterThanOrEqualTo(ASSERTIONS_MIN);
    }

    @Test
    void findsEveryFileFormatted() {
        var root = Root.of(".", data);

        var unformatted = root.run("fmt", "-check", "-recursive").text();

        assertThat(unformatted).isEmpty();
    }

    @Test
    @NeedsProgram(Program.SHELLCHECK)
    void findsNothingWrongWithTheScripts() throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Program.SHELLCHECK.path().orElseThrow().toString(),
                                Root.HERE.resolve("infra").toString(),
                                Root.HERE.resolve("make-secrets").toString()));
        for (var folder : List.of("modules/cluster/scripts", "src/test/sshd")) {
            try (var files = Files.list(Root.HERE.resolve(folder))) {
                files.map(Path::toString).forEach(command::add);
            }
        }

        var answer = ProgramRun.of(command, Map.of());

        assertThat(answer.mustBeFine()).isEmpty();
    }
}
