package dev.tankfleet.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder with a configuration, and OpenTofu in it. Any thread may call it; what OpenTofu keeps is
 * in the data folder.
 *
 * @param folder the configuration
 * @param data what OpenTofu keeps of it: modules, providers
 * @param environment what OpenTofu finds in its environment, such as variables that are secret
 */
record Root(Path folder, Path data, Map<String, String> environment) {
    /** The folder of this module, where all configurations are. */
    static final Path HERE = Path.of("").toAbsolutePath();

    private static final ObjectMapper JSON = new ObjectMapper();

    Root {
        environment = Map.copyOf(environment);
    }

    /** One below this module. */
    static Root of(String folder, Path data) {
        return new Root(HERE.resolve(folder), data, Map.of());
    }

    /** Gets its modules and providers, and knows its state only when it is told. */
    Root initialised() {
        return initialised("-backend=false");
    }

    /** Gets its modules and providers, and knows where its state is. */
    Root initialisedWithState(Path state) {
        return initialised("-backend-config=path=" + state);
    }

    private Root initialised(String option) {
        run("init", "-input=false", option).mustBeFine();
        return this;
    }

    /** The same with more variables from its environment. */
    Root with(Map<String, String> more) {
        var all = new TreeMap<>(environment);
        all.putAll(more);
        return new Root(folder, data, all);
    }

    ProgramRun run(String verb, String... arguments) {
        return run(verb, List.of(arguments));
    }

    ProgramRun run(String verb, List<String> arguments) {
        var tofu = Program.TOFU.path().orElseThrow();
        var command = new ArrayList<>(List.of(tofu.toString(), "-chdir=" + folder, verb));
        command.addAll(arguments);
        var all = new TreeMap<>(environment);
        all.put("PATH", System.getenv("PATH"));
        all.put("TF_DATA_DIR", data.toString());
        all.put("TF_IN_AUTOMATION", "true");
        all.put("TF_CLI_ARGS", "-no-color");
        all.put("TF_CLI_CONFIG_FILE", tofu.resolveSibling("tofu.rc").toString());
        return ProgramRun.of(command, all);
    }

    /** What a state or a plan holds. */
    JsonNode show(Path file) {
        try {
            return JSON.readTree(run("show", "-json", file.toString()).mustBeFine());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
