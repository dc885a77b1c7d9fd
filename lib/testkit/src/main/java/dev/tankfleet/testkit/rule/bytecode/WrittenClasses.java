package dev.tankfleet.testkit.rule.bytecode;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import dev.tankfleet.testkit.rule.ModuleTree;
import dev.tankfleet.testkit.rule.SourceFile;
import dev.tankfleet.testkit.rule.Violation;

import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Collectors;

/** Main classes that people wrote: what generators added has no file below src/main/java. */
final class WrittenClasses {
    private static final String SOURCES = "src/main/java/";

    private WrittenClasses() {}

    /** Classes of the module whose source is its own; none when it has no main classes. */
    static JavaClasses of(ModuleTree tree) {
        if (!Files.isDirectory(tree.classes())) {
            return new ClassFileImporter().importClasses();
        }
        var written = tree.main().stream().map(SourceFile::path).collect(Collectors.toSet());
        return new ClassFileImporter()
                .importPath(tree.classes())
                .that(DescribedPredicate.describe("are written", type -> isIn(written, type)));
    }

    /** A violation at the line of a dependency. */
    static Violation violation(Dependency dependency, String advice) {
        var line = Math.max(1, dependency.getSourceCodeLocation().getLineNumber());
        return new Violation(fileOf(dependency.getOriginClass()) + ":" + line, advice);
    }

    private static boolean isIn(Set<String> written, JavaClass type) {
        return written.contains(fileOf(type));
    }

    private static String fileOf(JavaClass type) {
        var folder = SOURCES + type.getPackageName().replace('.', '/') + "/";
        var outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return folder
                + type.getSource()
                        .flatMap(source -> source.getFileName())
                        .orElse(outermost.getSimpleName() + ".java");
    }
}
