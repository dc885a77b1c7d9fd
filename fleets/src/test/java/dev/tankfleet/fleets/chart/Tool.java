package dev.tankfleet.fleets.chart;

import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.program.ProgramRun;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program that is run to its end. Any thread may call it; it has no state. */
public record Tool(Program program) {
    public ProgramRun run(List<String> arguments) {
        return run(arguments, Map.of());
    }

    public ProgramRun run(List<String> arguments, Map<String, String> environment) {
        var command = new ArrayList<>(List.of(program.path().orElseThrow().toString()));
        command.addAll(arguments);
        return ProgramRun.of(command, environment);
    }
}
