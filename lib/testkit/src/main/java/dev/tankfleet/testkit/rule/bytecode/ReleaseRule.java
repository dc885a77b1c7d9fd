package dev.tankfleet.testkit.rule.bytecode;

import dev.tankfleet.testkit.rule.HouseRule;
import dev.tankfleet.testkit.rule.ModuleTree;
import dev.tankfleet.testkit.rule.Violation;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Who uses the libraries for Agones need not have the JDK of the house. */
final class ReleaseRule implements HouseRule {
    private static final List<String> FOR_EVERYONE =
            List.of(
                    "dev.tankfleet.agones.sdk",
                    "dev.tankfleet.agones.allocation",
                    "dev.tankfleet.agones.kubernetes");

    /** Version of class files that Java 17 writes and reads. */
    private static final int JAVA_17 = 61;

    @Override
    public String sentence() {
        return "the libraries for Agones run on Java 17";
    }

    /** Looks at what generators added, too: it is in the same jar. */
    @Override
    public List<Violation> violations(ModuleTree tree) {
        if (!FOR_EVERYONE.contains(tree.basePackage()) || !Files.isDirectory(tree.classes())) {
            return List.of();
        }
        try (var files = Files.walk(tree.classes())) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .flatMap(file -> violation(tree, file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + tree.classes(), e);
        }
    }

    private static Optional<Violation> violation(ModuleTree tree, Path file) {
        int version = versionOf(file);
        return version == JAVA_17
                ? Optional.empty()
                : Optional.of(
                        new Violation(
                                tree.root().relativize(file).toString().replace('\\', '/'),
                                "class file version "
                                        + version
                                        + "; compile the module with release 17"));
    }

    private static int versionOf(Path file) {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(Integer.BYTES + Short.BYTES);
            return in.readUnsignedShort();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
