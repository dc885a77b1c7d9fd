package dev.tankfleet.testkit.rule.bytecode;

import dev.tankfleet.testkit.rule.HouseRule;
import dev.tankfleet.testkit.rule.ModuleTree;
import dev.tankfleet.testkit.rule.Violation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is marked {@code HotPath}, package or class, has no streams, lambdas or boxing in its
 * methods. Constructors, static initialisers and {@code toString} are free. A nested class is as
 * hot as the class around it.
 */
final class HotPathRule implements HouseRule {
    private static final String MARK = "Ldev/tankfleet/process/HotPath;";
    private static final String PACKAGE_INFO = "package-info";

    @Override
    public String sentence() {
        return "hot code has no streams, lambdas or boxing";
    }

    @Override
    public List<Violation> violations(ModuleTree tree) {
        var classes = read(tree.classes());
        var hot = hotNames(classes);
        var found = new ArrayList<Violation>();
        for (var model : classes) {
            if (isHot(hot, model)) {
                found.addAll(new HotPathScan(model).run());
            }
        }
        return found;
    }

    private static List<ClassModel> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .map(HotPathRule::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the classes in " + folder, e);
        }
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Names of marked classes, and of marked packages by their package-info. */
    private static Set<String> hotNames(List<ClassModel> classes) {
        return classes.stream()
                .filter(HotPathRule::isMarked)
                .map(HotPathRule::nameOf)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean isMarked(ClassModel model) {
        return model
                .findAttribute(Attributes.runtimeInvisibleAnnotations())
                .map(found -> found.annotations())
                .orElse(List.of())
                .stream()
                .anyMatch(annotation -> annotation.className().equalsString(MARK));
    }

    private static boolean isHot(Set<String> hot, ClassModel model) {
        var name = nameOf(model);
        var folder = name.substring(0, name.lastIndexOf('/') + 1);
        int nested = name.indexOf('$');
        var outer = nested < 0 ? name : name.substring(0, nested);
        return hot.contains(folder + PACKAGE_INFO) || hot.contains(outer) || hot.contains(name);
    }

    private static String nameOf(ClassModel model) {
        return model.thisClass().asInternalName();
    }
}
