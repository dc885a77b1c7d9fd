package dev.tankfleet.testkit.rule.source;

import com.sun.source.tree.MethodTree;

import dev.tankfleet.testkit.rule.HouseRule;
import dev.tankfleet.testkit.rule.ModuleTree;
import dev.tankfleet.testkit.rule.SourceFile;
import dev.tankfleet.testkit.rule.Violation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** A file fits in a head, a method on a screen. */
final class LengthRule implements HouseRule {
    static final int FILE_LINES_MAX = 400;
    static final int METHOD_LINES_MAX = 60;

    @Override
    public String sentence() {
        return "a file has at most "
                + FILE_LINES_MAX
                + " lines, a method at most "
                + METHOD_LINES_MAX;
    }

    @Override
    public List<Violation> violations(ModuleTree tree) {
        var found = new ArrayList<Violation>();
        for (var file : tree.sources()) {
            if (file.lines().size() > FILE_LINES_MAX) {
                found.add(
                        Violation.at(
                                file,
                                FILE_LINES_MAX + 1L,
                                file.lines().size() + " lines; give a part its own class"));
            }
            found.addAll(new Methods(file).run());
        }
        return found;
    }

    private static final class Methods extends SyntaxScan {
        Methods(SourceFile file) {
            super(file);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            // A generated constructor has no place in the file.
            if (file.positions().getEndPosition(file.unit(), method) >= 0) {
                long lines = file.endLineOf(method) - file.lineOf(method) + 1;
                if (lines > METHOD_LINES_MAX) {
                    report(
                            method,
                            method.getName()
                                    + " has "
                                    + lines
                                    + " lines; name its steps as methods");
                }
            }
            return super.visitMethod(method, null);
        }
    }
}
