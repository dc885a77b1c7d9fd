package dev.tankfleet.testkit.checkout;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Each version of each file that some commit of some branch or tag has, and what the commits
 * themselves say.
 *
 * @param checkout a clone, or a folder in one
 */
record GitHistory(Path checkout) {
    /** Nothing that is written by hand is as large. */
    private static final int OBJECT_BYTES_MAX = 64 * 1024 * 1024;

    private static final String FOLDER = "tree";

    /** Whether there is one: sources also travel without. */
    boolean isThere() throws IOException, InterruptedException {
        return git("rev-parse", "--verify", "--quiet", "HEAD")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /**
     * Shows everything once.
     *
     * @param reader gets a name for people, and the bytes as letters, one each
     */
    void forEach(BiConsumer<String, String> reader) throws IOException, InterruptedException {
        var names = names();
        var wanted = Files.createTempFile("objects", "");
        try {
            Files.write(wanted, names.keySet());
            var git =
                    git("cat-file", "--batch")
                            .redirectInput(wanted.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            try (var out = new DataInputStream(git.getInputStream())) {
                for (int i = 0; i < names.size(); i++) {
                    show(out, names, reader);
                }
            } finally {
                git.destroy();
            }
            git.waitFor();
        } finally {
            Files.delete(wanted);
        }
    }

    private static void show(
            DataInputStream out, Map<String, String> names, BiConsumer<String, String> reader)
            throws IOException {
        // "name kind size", a line, and then so many bytes with a line's end.
        var head = line(out).split(" ");
        int size = Integer.parseInt(head[2]);
        if (size > OBJECT_BYTES_MAX) {
            throw new IOException(names.get(head[0]) + " is too large: " + size);
        }
        var bytes = out.readNBytes(size);
        out.readByte();
        if (!head[1].equals(FOLDER)) {
            var name = "%s %s %s".formatted(head[1], head[0].substring(0, 12), names.get(head[0]));
            reader.accept(name.strip(), new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    private static String line(DataInputStream out) throws IOException {
        var line = new StringBuilder();
        for (int letter = out.readByte(); letter != '\n'; letter = out.readByte()) {
            line.append((char) letter);
        }
        return line.toString();
    }

    /** Of each object, and the path where it was seen first. */
    private Map<String, String> names() throws IOException {
        var names = new HashMap<String, String>();
        var git = git("rev-list", "--objects", "--all", "HEAD").redirectErrorStream(true).start();
        try (var lines = git.inputReader(StandardCharsets.UTF_8)) {
            lines.lines()
                    .map(line -> line.split(" ", 2))
                    .forEach(parts -> names.put(parts[0], parts.length > 1 ? parts[1] : ""));
        }
        return names;
    }

    private ProcessBuilder git(String... arguments) {
        var command = new ArrayList<>(List.of("git", "-C", checkout.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
