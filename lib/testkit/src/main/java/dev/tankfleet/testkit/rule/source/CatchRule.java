package dev.tankfleet.testkit.rule.source;

import com.sun.source.tree.CatchTree;

import dev.tankfleet.testkit.rule.HouseRule;
import dev.tankfleet.testkit.rule.ModuleTree;
import dev.tankfleet.testkit.rule.SourceFile;
import dev.tankfleet.testkit.rule.Violation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** We catch what we can name; a wider net says why, where it is cast. */
final class CatchRule implements HouseRule {
    private static final Set<String> WIDE =
            Set.of("Exception", "Throwable", "java.lang.Exception", "java.lang.Throwable");

    @Override
    public String sentence() {
        return "catching Exception or Throwable carries a reason on the same line";
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
        public @Nullable Void visitCatch(CatchTree node, @Nullable Void unused) {
            var type = node.getParameter().getType().toString();
            if (WIDE.contains(type) && !hasReason(file.lineOf(node))) {
                report(node, "catch the type you expect, or add // why all of " + type);
            }
            return super.visitCatch(node, null);
        }
    }
}
