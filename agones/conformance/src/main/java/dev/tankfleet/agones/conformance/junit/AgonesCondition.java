package dev.tankfleet.agones.conformance.junit;

import dev.tankfleet.agones.conformance.cluster.AgonesChoice;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

import java.util.concurrent.atomic.AtomicInteger;

/** Decides about tests marked {@link NeedsAgones}. Stateless; the tally lives in JUnit's store. */
final class AgonesCondition implements ExecutionCondition {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(AgonesCondition.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), NeedsAgones.class)
                .map(needs -> decide(needs, context))
                .orElseGet(() -> ConditionEvaluationResult.enabled("needs no Agones"));
    }

    private static ConditionEvaluationResult decide(NeedsAgones needs, ExtensionContext context) {
        String missing =
                switch (AgonesChoice.of(System.getenv())) {
                    case AgonesChoice.Binaries _ -> "";
                    case AgonesChoice.Cluster _ ->
                            needs.asProcesses() ? "AGONES_BIN names no binaries" : "";
                    case AgonesChoice.None _ -> AgonesChoice.None.REASON;
                };
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("there is a real Agones");
        }
        context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(NotRun.class, _ -> new NotRun(missing), NotRun.class)
                .tests
                .addAndGet(testsIn(context));
        return ConditionEvaluationResult.disabled(missing);
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

    /** Told by JUnit when the run ends. */
    private static final class NotRun implements AutoCloseable {
        private final String reason;
        private final AtomicInteger tests = new AtomicInteger();

        private NotRun(String reason) {
            this.reason = reason;
        }

        @Override
        public void close() {
            System.out.println("not run: real Agones (" + tests + " tests), " + reason);
        }
    }
}
