package dev.tankfleet.webclient.compiler.teavm;

import org.teavm.backend.javascript.JSModuleType;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

import java.nio.file.Path;
import java.util.stream.Collectors;

/** Turns class files into a module for browsers. Stateless; a run takes some seconds. */
public final class ModuleCompiler {

    private ModuleCompiler() {}

    /**
     * Compiles a class with what it needs; classes are found as this JVM finds them.
     *
     * @param entry name of the class whose exports the module has
     * @param folder where the module is written
     * @param name its file name
     * @throws IllegalStateException when it cannot be compiled, with all complaints
     */
    public static void compile(String entry, Path folder, String name) {
        var tool = new TeaVMTool();
        tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
        tool.setJsModuleType(JSModuleType.ES2015);
        tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
        tool.setObfuscated(true);
        tool.setMainClass(entry);
        tool.setClassLoader(ModuleCompiler.class.getClassLoader());
        tool.setTargetDirectory(folder.toFile());
        tool.setTargetFileName(name);
        try {
            tool.generate();
        } catch (TeaVMToolException e) {
            throw new IllegalStateException(entry + " could not be compiled", e);
        }
        var complaints = tool.getProblemProvider().getProblems();
        if (!complaints.isEmpty()) {
            throw new IllegalStateException(
                    complaints.stream()
                            .map(ModuleCompiler::textOf)
                            .collect(Collectors.joining("\n", entry + ":\n", "")));
        }
    }

    private static String textOf(Problem problem) {
        var text = new DefaultProblemTextConsumer();
        problem.render(text);
        var location = problem.getLocation();
        var place =
                location == null
                        ? "the whole"
                        : location.getMethod() + " at " + location.getSourceLocation();
        return problem.getSeverity() + " in " + place + ": " + text.getText();
    }
}
