package dev.tankfleet.testkit.rule.source;

import com.sun.source.tree.AnnotationTree;

import dev.tankfleet.testkit.rule.HouseRule;
import dev.tankfleet.testkit.rule.ModuleTree;
import dev.tankfleet.testkit.rule.SourceFile;
import dev.tankfleet.testkit.rule.Violation;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A silenced warning says why it is wrong there. */
final class SuppressionRule implements HouseRule {
    @Override
    public String sentence() {
        return "@SuppressWarnings carries a reason on the same line";
    }

    @Override
    public List<Violation> violations(ModuleTree tree) {
        return tree.sources().stream().flatMap(file -> new Scan(file).run().stream()).toList();
    }

    private static final class Scan extends SyntaxScan {
        Scan(SourceFile file) {
            super(file);
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree node, @Nullable Void unused) {
            var type = node.getAnnotationType().toString();
            if (type.endsWith("SuppressWarnings") && !hasReason(file.endLineOf(node))) {
                report(node, "remove it, or add // why the warning is wrong here");
            }
            return super.visitAnnotation(node, null);
        }
    }
}
