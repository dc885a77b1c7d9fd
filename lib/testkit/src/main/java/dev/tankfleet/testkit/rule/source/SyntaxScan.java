package dev.tankfleet.testkit.rule.source;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;

import dev.tankfleet.testkit.rule.SourceFile;
import dev.tankfleet.testkit.rule.Violation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** A walk over one file that gathers violations. One use, one thread. */
abstract class SyntaxScan extends TreeScanner<@Nullable Void, @Nullable Void> {
    final SourceFile file;

    private final List<Violation> found = new ArrayList<>();

    SyntaxScan(SourceFile file) {
        this.file = file;
    }

    final List<Violation> run() {
        scan(file.unit(), null);
        return List.copyOf(found);
    }

    final void report(Tree node, String advice) {
        found.add(Violation.at(file, file.lineOf(node), advice));
    }

    /** Whether a comment follows on the line on which the node begins. */
    final boolean hasReason(long line) {
        var text = file.line(line);
        int comment = text.indexOf("//");
        return comment >= 0 && !text.substring(comment + 2).isBlank();
    }
}
