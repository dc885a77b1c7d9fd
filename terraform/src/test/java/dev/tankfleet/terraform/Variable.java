package dev.tankfleet.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A variable as its file declares it. What stands in columns is enough to know: {@code tofu fmt}
 * puts it there.
 *
 * @param name its name
 * @param text all of its declaration
 */
record Variable(String name, String text) {
    private static final Pattern BLOCK =
            Pattern.compile(
                    "^variable \"(\\w+)\" \\{\n(.*?)^}\n", Pattern.MULTILINE | Pattern.DOTALL);

    /** Those of a folder, in the order of their file. */
    static List<Variable> of(Path folder) {
        try {
            var variables = new ArrayList<Variable>();
            var block = BLOCK.matcher(Files.readString(folder.resolve("variables.tf")));
            while (block.find()) {
                variables.add(new Variable(block.group(1), block.group(2)));
            }
            return variables;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What stands behind the name of a field, in its first line; empty if there is no such field.
     */
    String value(String field) {
        var line = Pattern.compile("^  " + field + " += (.*)$", Pattern.MULTILINE).matcher(text);
        return line.find() ? line.group(1) : "";
    }

    /** What stands behind the name of a field, short enough for a table. */
    String shortValue(String field) {
        var value = value(field);
        return value.endsWith("{") || value.endsWith("(") ? value + "…" : value;
    }

    /** All of it but the words for people. */
    String code() {
        return text.lines()
                .filter(line -> !line.startsWith("  description"))
                .filter(line -> !line.strip().startsWith("error_message"))
                .collect(Collectors.joining("\n"));
    }

    boolean isRequired() {
        return value("default").isEmpty();
    }

    boolean isSensitive() {
        return value("sensitive").equals("true");
    }

    long rules() {
        return text.lines().filter(line -> line.startsWith("  validation {")).count();
    }

    /** What its rules say when they are broken. */
    List<String> sentences() {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("error_message"))
                .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
                .toList();
    }
}
