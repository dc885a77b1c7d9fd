package dev.tankfleet.testkit.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.ToolProvider;

/** A module made for a test, in a folder of its own, with the base package {@code sample}. */
public final class SampleModule {
    public static final String BASE = "dev.tankfleet.sample";

    private final Path root;
    private final List<Path> foreign = new ArrayList<>();

    public SampleModule(Path root) {
        this.root = root;
    }

    /** Adds a main file; the package and the class are read off its name. */
    public SampleModule main(String className, String... lines) throws IOException {
        write("src/main/java", className, lines);
        return this;
    }

    public SampleModule test(String className, String... lines) throws IOException {
        write("src/test/java", className, lines);
        return this;
    }

    /** Adds a class of somebody else, which the main files may use. */
    public SampleModule foreign(String className, String... lines) throws IOException {
        foreign.add(write("foreign", className, lines));
        return this;
    }

    /** The module as read from its sources alone. */
    public ModuleTree tree() {
        return tree(BASE);
    }

    public ModuleTree tree(String basePackage) {
        return ModuleTree.read(root, basePackage);
    }

    /** Compiles foreign and main files, each to its own place. */
    public SampleModule compiled() throws IOException {
        var elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        compile(foreign, elsewhere, elsewhere);
        try (var paths = Files.walk(root.resolve("src/main/java"))) {
            var sources = paths.filter(path -> path.toString().endsWith(".java")).toList();
            compile(sources, Files.createDirectories(root.resolve("target/classes")), elsewhere);
        }
        return this;
    }

    private static void compile(List<Path> sources, Path output, Path classpath)
            throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
            var options =
                    List.of("-d", output.toString(), "-cp", classpath.toString(), "-proc:none");
            var inputs = files.getJavaFileObjectsFromPaths(sources);
            if (!compiler.getTask(null, files, null, options, null, inputs).call()) {
                throw new IllegalStateException("the sample does not compile");
            }
        }
    }

    private Path write(String folder, String className, String... lines) throws IOException {
        var file = root.resolve(folder).resolve(className.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        var header = "package " + className.substring(0, className.lastIndexOf('.')) + ";\n\n";
        return Files.writeString(file, header + String.join("\n", lines) + "\n");
    }
}
