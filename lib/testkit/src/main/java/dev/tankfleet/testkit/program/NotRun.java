package dev.tankfleet.testkit.program;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tests that were left out, by the program they lack. Guarded by the object; JUnit closes it when
 * the run ends, which prints the line.
 */
final class NotRun implements AutoCloseable {
    // Guarded by this.
    private final Map<Program, Integer> tests = new EnumMap<>(Program.class);

    synchronized void add(Program program, int count) {
        tests.merge(program, count, Integer::sum);
    }

    synchronized String line() {
        return tests.entrySet().stream()
                .map(entry -> entry.getKey().title() + " (" + count(entry.getValue()) + ")")
                .collect(Collectors.joining(", ", "not run: ", ""));
    }

    @Override
    public void close() {
        System.out.println(line());
    }

    private static String count(int tests) {
        return tests == 1 ? "1 test" : tests + " tests";
    }
}
