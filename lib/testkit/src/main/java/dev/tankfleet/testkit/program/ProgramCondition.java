package dev.tankfleet.testkit.program;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

import java.nio.file.Path;
import java.util.Optional;

/** Decides about tests marked {@link NeedsProgram}. Stateless; the tally lives in JUnit's store. */
final class ProgramCondition implements ExecutionCondition {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ProgramCondition.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), NeedsProgram.class)
                .map(NeedsProgram::value)
                .map(program -> decide(program, context))
                .orElseGet(() -> ConditionEvaluationResult.enabled("needs no program"));
    }

    private static ConditionEvaluationResult decide(Program program, ExtensionContext context) {
        var result = verdict(program, program.path(), Boolean.parseBoolean(System.getenv("CI")));
        if (result.isDisabled()) {
            context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(NotRun.class, type -> new NotRun(), NotRun.class)
                    .add(program, testsIn(context));
        }
        return result;
    }

    static ConditionEvaluationResult verdict(Program program, Optional<Path> found, boolean isCi) {
        if (found.isPresent()) {
            return ConditionEvaluationResult.enabled(program.title() + " is at " + found.get());
        }
        if (isCi) {
            throw new IllegalStateException(
                    program.title() + " is not installed, and CI runs every test");
        }
        return ConditionEvaluationResult.disabled(program.title() + " is not installed");
    }

    private static int testsIn(ExtensionContext context) {
        return context.getTestMethod().isPresent()
                ? 1
                : AnnotationSupport.findAnnotatedMethods(
                                context.getRequiredTestClass(),
                                Testable.class,
                                HierarchyTraversalMode.TOP_DOWN)
                        .size();
    }
}
