package dev.tankfleet.fleets;

import dev.tankfleet.testkit.program.Program;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The values with which the chart is tried: its own, and those beside it in {@code ci}. */
enum ValueSet {
    DEFAULT,
    SMALL,
    CANARY,
    PINNED;

    static final String NAMESPACE = "games";

    private static final Tool HELM = new Tool(Program.HELM);
    private static final Map<ValueSet, Rendered> RENDERED = new EnumMap<>(ValueSet.class);

    /** Arguments that choose it. */
    List<String> arguments() {
        return this == DEFAULT
                ? List.of()
                : List.of("-f", Tool.chart() + "/ci/" + name().toLowerCase() + ".yaml");
    }

    /** Whether it names a store for copies. */
    boolean makesCopies() {
        return this == PINNED;
    }

    /** What it becomes; rendered once. */
    Rendered rendered() {
        synchronized (RENDERED) {
            return RENDERED.computeIfAbsent(this, _ -> render("r", List.of()));
        }
    }

    /** What it becomes with more arguments. */
    Rendered render(String release, List<String> more) {
        var answer = tryToRender(release, more);
        if (!answer.isFine()) {
            throw new AssertionError(answer.text());
        }
        return Rendered.of(answer.text());
    }

    Tool.Answer tryToRender(String release, List<String> more) {
        var arguments = new ArrayList<>(List.of("template", release, Tool.chart().toString()));
        arguments.addAll(List.of("--namespace", NAMESPACE));
        arguments.addAll(arguments());
        arguments.addAll(more);
        return HELM.run(arguments);
    }
}
