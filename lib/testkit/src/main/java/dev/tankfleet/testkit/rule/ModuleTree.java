package dev.tankfleet.testkit.rule;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import com.tngtech.archunit.core.domain.JavaClasses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/**
 * One module as the rules see it: what its authors wrote, and what the compiler made of it.
 *
 * @param root folder of the module
 * @param basePackage root package of the module
 * @param main files below {@code src/main/java}; generated sources are not among them
 * @param test files below {@code src/test/java}
 * @param written compiled classes of {@code main}; empty when the module has none
 */
public record ModuleTree(
        Path root,
        String basePackage,
        List<SourceFile> main,
        List<SourceFile> test,
        JavaClasses written) {
    public ModuleTree {
        main = List.copyOf(main);
        test = List.copyOf(test);
    }

    /**
     * Reads and parses the module's sources.
     *
     * @throws UncheckedIOException when a file cannot be read
     */
    public static ModuleTree read(Path root, String basePackage) {
        var main = parse(root, root.resolve("src/main/java"));
        return new ModuleTree(
                root,
                basePackage,
                main,
                parse(root, root.resolve("src/test/java")),
                WrittenClasses.read(classesIn(root), main));
    }

    /** Main and test files together. */
    public List<SourceFile> sources() {
        return Stream.concat(main.stream(), test.stream()).toList();
    }

    /** Folder of the main classes; it may be missing in a module without main sources. */
    public Path classes() {
        return classesIn(root);
    }

    private static Path classesIn(Path root) {
        return root.resolve("target/classes");
    }

    private static List<SourceFile> parse(Path root, Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var paths = javaFilesIn(folder);
            if (paths.isEmpty()) {
                return List.of();
            }
            var inputs = files.getJavaFileObjectsFromPaths(paths);
            // Complaints of the parser belong to the build, which compiled these files before.
            var task = (JavacTask) compiler.getTask(null, files, problem -> {}, null, null, inputs);
            var positions = Trees.instance(task).getSourcePositions();
            var parsed = new ArrayList<SourceFile>();
            for (CompilationUnitTree unit : task.parse()) {
                var path = Path.of(unit.getSourceFile().toUri());
                var text = Files.readString(path);
                var relative = root.relativize(path).toString().replace('\\', '/');
                parsed.add(new SourceFile(relative, text, text.lines().toList(), unit, positions));
            }
            return parsed;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sources in " + folder, e);
        }
    }

    private static List<Path> javaFilesIn(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".java")).sorted().toList();
        }
    }
}
