package dev.tankfleet.webclient.compiler;

import dev.tankfleet.webclient.compiler.teavm.ModuleCompiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compiles one class, and what it needs of the class path that this JVM has, to an ES2015 module.
 */
public final class Main {

    private static final int ARGUMENTS = 4;

    private Main() {}

    /**
     * The command.
     *
     * @param arguments the class whose exports the module has, the module's folder, its file name,
     *     and a folder where the build remembers what the module was made of
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != ARGUMENTS) {
            throw new IllegalArgumentException(
                    "arguments: "
                            + arguments.length
                            + " (expected: entry class, folder, file name, folder to remember in)");
        }
        run(arguments[0], Path.of(arguments[1]), arguments[2], Path.of(arguments[3]));
    }

    private static void run(String entry, Path folder, String name, Path memories)
            throws IOException {
        var made = entry + ' ' + ClassPath.ofThisJvm().digest() + '\n';
        var memory = memories.resolve(name + ".made-of");
        if (Files.exists(folder.resolve(name))
                && Files.exists(memory)
                && Files.readString(memory).equals(made)) {
            return;
        }
        Files.deleteIfExists(memory);
        ModuleCompiler.compile(entry, folder, name);
        Files.createDirectories(memories);
        Files.writeString(memory, made);
    }
}
