package dev.tankfleet.testkit.rule.source;

import com.sun.source.tree.MethodInvocationTree;

import dev.tankfleet.testkit.rule.HouseRule;
import dev.tankfleet.testkit.rule.ModuleTree;
import dev.tankfleet.testkit.rule.SourceFile;
import dev.tankfleet.testkit.rule.Violation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;

/** A test that sleeps is slow when it passes and wrong when it fails. */
final class SleepRule implements HouseRule {
    private static final Pattern SLEEP =
            Pattern.compile(
                    "(java\\.lang\\.)?Thread\\.sleep|(.*\\.)?TimeUnit\\.\\w+\\.sleep|sleep");

    @Override
    public String sentence() {
        return "tests never sleep";
    }

    @Override
    public List<Violation> violations(ModuleTree tree) {
        return tree.test().stream().flatMap(file -> new Scan(file).run().stream()).toList();
    }

    private static final class Scan extends SyntaxScan {
        Scan(SourceFile file) {
            super(file);
        }

        @Override
        public @Nullable Void visitMethodInvocation(
                MethodInvocationTree node, @Nullable Void unused) {
            if (SLEEP.matcher(node.getMethodSelect().toString()).matches()) {
                report(node, "wait for a condition with Eventually, or move a VirtualClock");
            }
            return super.visitMethodInvocation(node, null);
        }
    }
}
