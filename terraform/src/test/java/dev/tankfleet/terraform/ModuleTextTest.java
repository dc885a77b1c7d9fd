package dev.tankfleet.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every configuration must say about its variables, and what none may say. With {@code
 * -Dtankfleet.reference=write} the tables of variables are written anew.
 */
final class ModuleTextTest {
    private static final String BEGIN = "<!-- variables: made from variables.tf -->\n";
    private static final String END = "<!-- end of variables -->\n";
    private static final Pattern SENTENCE = Pattern.compile("^\\w+: .+ \\(expected: .+\\)\\.$");
    private static final Pattern SECRET =
            Pattern.compile("password|token|seed|_tls|secret|_clients?$");
    private static final Pattern ANY = Pattern.compile("\\bany\\b");

    static Stream<Path> configurations() throws IOException {
        try (var files = Files.walk(Root.HERE)) {
            return files
                    .filter(file -> file.endsWith("variables.tf"))
                    .filter(file -> !file.toString().contains("/src/"))
                    .map(file -> Root.HERE.relativize(file.getParent()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** All but what only a module of ours calls. */
    static Stream<Path> described() throws IOException {
        return configurations().filter(folder -> !folder.endsWith("node"));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void saysOfEachVariableWhatItIs(Path folder) {
        var variables = Variable.of(Root.HERE.resolve(folder));

        assertThat(variables).isNotEmpty();
        for (var variable : variables) {
            assertThat(variable.value("type")).as(variable.name()).isNotEmpty();
            assertThat(ANY.matcher(variable.code()).find()).as(variable.name()).isFalse();
            assertThat(variable.value("description")).as(variable.name()).isNotEmpty();
            assertThat(variable.isSensitive())
                    .as(variable.name() + " is secret, or looks so")
                    .isEqualTo(SECRET.matcher(variable.name()).find());
        }
    }

    /** Of a yes or no there is nothing more to say, and inside a module its user has said it. */
    @ParameterizedTest
    @MethodSource("configurations")
    void hasARuleForEachVariableThatSaysWhatItExpects(Path folder) throws IOException {
        var file = Root.HERE.resolve(folder).resolve("variables.tf");
        boolean isChecked = Files.readString(file).startsWith("# Rules: the module above");

        for (var variable : Variable.of(file.getParent())) {
            if (!isChecked && !variable.value("type").equals("bool")) {
                assertThat(variable.rules()).as(variable.name()).isPositive();
            }
            assertThat(variable.sentences())
                    .as(variable.name())
                    .hasSize((int) variable.rules())
                    .allMatch(sentence -> SENTENCE.matcher(sentence).find())
                    .allMatch(sentence -> sentence.startsWith(variable.name() + ": "));
        }
    }

    @Test
    void knowsAllConfigurations() throws IOException {
        assertThat(configurations().map(Path::toString))
                .contains("modules/cluster", "modules/cluster/node", "region/workloads");
    }

    @ParameterizedTest
    @MethodSource("described")
    void listsItsVariablesInItsReadme(Path folder) throws IOException {
        var variables = Variable.of(Root.HERE.resolve(folder));
        var file = Root.HERE.resolve(folder).resolve("README.md");
        var readme = Files.readString(file);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        var expected =
                readme.substring(0, begin)
                        + table(variables)
                        + readme.substring(readme.indexOf(END));
        if (System.getProperty("tankfleet.reference", "").equals("write")) {
            Files.writeString(file, expected);
        } else {
            assertThat(readme)
                    .as("write it anew: -Dtankfleet.test.jvm=-Dtankfleet.reference=write")
                    .isEqualTo(expected);
        }
    }

    /** Providers are a matter of roots, and charts are told what they are told in one way. */
    @ParameterizedTest
    @MethodSource("configurations")
    void keepsToWhatAllProvidersTake(Path folder) throws IOException {
        var main = textOf(folder);

        if (folder.startsWith("modules")) {
            assertThat(main).doesNotContainPattern("(?m)^provider ");
        }
        assertThat(main).doesNotContainPattern("(?m)^ +set(_sensitive|_list)? (=|\\{)");
        assertThat(valuesIn(main))
                .allMatch(line -> line.matches(" +values += \\[yamlencode\\(.+\\)]"));
        assertThat(main.lines().filter(line -> line.startsWith("resource \"helm_release\"")))
                .hasSameSizeAs(valuesIn(main));
    }

    /** The level that both programs have had since 1.8. */
    @ParameterizedTest
    @MethodSource("configurations")
    void asksForTheLanguageThatBothProgramsSpeak(Path folder) throws IOException {
        var text = textOf(folder);

        assertThat(text).contains("required_version = \">= 1.8\"");
        assertThat(text).doesNotContainPattern("(?m)^ephemeral |provider::|ephemeral +=|_wo +=");
    }

    @Test
    void takesARegionAwayBeforeWhatItStandsOn() throws IOException {
        assertThat(textOf(Path.of("region/workloads")))
                .contains("depends_on = [module.platform, module.agones]");
        assertThat(textOf(Path.of("modules/cluster")))
                .contains("depends_on = [module.first, module.servers]");
    }

    private static String textOf(Path folder) throws IOException {
        var text = new StringBuilder();
        try (var files = Files.list(Root.HERE.resolve(folder))) {
            for (var file : files.filter(name -> name.toString().endsWith(".tf")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    /** What releases are told; a local of that name begins a map. */
    private static List<String> valuesIn(String text) {
        return text.lines()
                .filter(line -> line.startsWith("  values "))
                .filter(line -> !line.endsWith("{"))
                .toList();
    }

    private static String table(List<Variable> variables) {
        return "| variable | type | default | |\n|---|---|---|---|\n"
                + variables.stream().map(ModuleTextTest::row).collect(Collectors.joining());
    }

    private static String row(Variable variable) {
        var description = variable.value("description");
        return "| `%s` | `%s` | %s | %s%s |\n"
                .formatted(
                        variable.name(),
                        variable.shortValue("type"),
                        variable.isRequired() ? "" : "`" + variable.shortValue("default") + "`",
                        description.substring(1, description.length() - 1),
                        variable.isSensitive() ? " Secret." : "");
    }
}
