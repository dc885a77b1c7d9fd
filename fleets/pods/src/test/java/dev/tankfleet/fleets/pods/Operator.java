package dev.tankfleet.fleets.pods;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Somebody at the shell who types what a guide says, in the root of the checkout. Owned by one
 * thread.
 */
final class Operator implements AutoCloseable {
    private static final String DONE = "-- done: ";
    private static final int CHARACTERS_SHOWN_MAX = 8_000;

    private final Process shell;
    private final Writer typed;
    private final BufferedReader shown;

    private Operator(Process shell) {
        this.shell = shell;
        this.typed = new OutputStreamWriter(shell.getOutputStream(), StandardCharsets.UTF_8);
        this.shown =
                new BufferedReader(
                        new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Sits down.
     *
     * @param root where he is
     * @param environment all that his shell knows
     */
    static Operator at(Path root, Map<String, String> environment) {
        var builder =
                new ProcessBuilder(List.of("/bin/bash", "--noprofile", "--norc"))
                        .directory(root.toFile())
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new Operator(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Types lines; what they set stays for the next.
     *
     * @return what was shown
     * @throws AssertionError if one of them fails; the rest is not typed then
     */
    String type(String lines) {
        try {
            // A function, since a shell that ends at the first failure could not say that it did.
            typed.write("lines() {\nset -e -o pipefail\n" + lines + "\nset +e\n}\n");
            typed.write("trap 'echo \"" + DONE + "$?\"' EXIT\nlines\ntrap - EXIT\n");
            typed.write("echo \"" + DONE + "0\"\n");
            typed.flush();
            var text = new StringBuilder();
            for (var line = shown.readLine(); line != null; line = shown.readLine()) {
                // An answer need not end with a line of its own.
                int done = line.indexOf(DONE);
                if (done < 0) {
                    text.append(line).append('\n');
                    continue;
                }
                text.append(line, 0, done);
                return fine(lines, text.toString(), line.substring(done + DONE.length()));
            }
            throw new AssertionError("the shell has ended: " + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shell.destroyForcibly();
    }

    private static String fine(String lines, String text, String code) {
        if (!code.equals("0")) {
            var end = text.substring(Math.max(0, text.length() - CHARACTERS_SHOWN_MAX));
            throw new AssertionError("exit code " + code + " of:\n" + lines + "\n" + end);
        }
        return text;
    }
}
