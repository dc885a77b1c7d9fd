package dev.tankfleet.testkit.rule.source;

import dev.tankfleet.testkit.rule.HouseRule;
import dev.tankfleet.testkit.rule.ModuleTree;
import dev.tankfleet.testkit.rule.SourceFile;
import dev.tankfleet.testkit.rule.Violation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A package says what it is for, has its nulls checked, and holds one idea. */
final class PackageRule implements HouseRule {
    static final int CLASSES_MAX = 12;

    private static final String PACKAGE_INFO = "package-info";

    @Override
    public String sentence() {
        return "a package has a package-info with Javadoc and @NullMarked, and at most "
                + CLASSES_MAX
                + " classes";
    }

    @Override
    public List<Violation> violations(ModuleTree tree) {
        var byPackage =
                tree.main().stream()
                        .collect(
                                Collectors.groupingBy(
                                        SourceFile::packageName,
                                        TreeMap::new,
                                        Collectors.toList()));
        var found = new ArrayList<Violation>();
        byPackage.forEach(
                (name, files) -> {
                    checkInfo(files, found);
                    checkSize(name, files, found);
                });
        return found;
    }

    private static void checkInfo(List<SourceFile> files, List<Violation> found) {
        var info = infoOf(files);
        if (info == null) {
            found.add(
                    Violation.at(
                            files.getFirst(),
                            1,
                            "no package-info.java beside it; say what the package is for"));
            return;
        }
        var marked =
                info.unit().getPackageAnnotations().stream()
                        .anyMatch(a -> a.getAnnotationType().toString().endsWith("NullMarked"));
        if (!marked) {
            found.add(Violation.at(info, 1, "annotate the package with @NullMarked"));
        }
        if (!info.text().stripLeading().startsWith("/**")) {
            found.add(
                    Violation.at(info, 1, "begin with Javadoc: purpose, owner thread, neighbours"));
        }
    }

    private static @Nullable SourceFile infoOf(List<SourceFile> files) {
        for (var file : files) {
            if (file.name().equals(PACKAGE_INFO)) {
                return file;
            }
        }
        return null;
    }

    private static void checkSize(String name, List<SourceFile> files, List<Violation> found) {
        int classes = files.stream().mapToInt(file -> file.unit().getTypeDecls().size()).sum();
        if (classes > CLASSES_MAX) {
            found.add(
                    Violation.at(
                            files.getFirst(),
                            1,
                            name + " holds " + classes + " classes; split it by idea"));
        }
    }
}
