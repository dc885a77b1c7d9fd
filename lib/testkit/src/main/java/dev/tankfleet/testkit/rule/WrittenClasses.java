package dev.tankfleet.testkit.rule;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Main classes that people wrote: what generators added has no file below src/main/java. */
final class WrittenClasses {
    private static final String SOURCES = "src/main/java/";

    private WrittenClasses() {}

    /** Reads the compiled classes of the given files; none when the module has no main classes. */
    static JavaClasses read(Path folder, List<SourceFile> main) {
        if (!Files.isDirectory(folder)) {
            return new ClassFileImporter().importClasses();
        }
        var written = main.stream().map(SourceFile::path).collect(Collectors.toSet());
        // Rules look at names only; without this, half the JDK would be read for each module.
        return ArchConfiguration.withThreadLocalScope(
                configuration -> {
                    configuration.setResolveMissingDependenciesFromClassPath(false);
                    return new ClassFileImporter()
                            .importPath(folder)
                            .that(
                                    DescribedPredicate.describe(
                                            "written", type -> is(written, type)));
                });
    }

    /** File of a class, relative to the module. */
    static String fileOf(JavaClass type) {
        var outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        var fallback = outermost.getSimpleName() + ".java";
        return SOURCES
                + type.getPackageName().replace('.', '/')
                + "/"
                + type.getSource().flatMap(Source::getFileName).orElse(fallback);
    }

    private static boolean is(Set<String> written, JavaClass type) {
        return written.contains(fileOf(type));
    }
}
