package dev.tankfleet.testkit.rule;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;

import java.util.List;

/**
 * One Java file, parsed but not resolved.
 *
 * @param path relative to the module, such as {@code src/main/java/dev/tankfleet/bus/Bus.java}
 * @param text the whole file
 * @param lines the file by lines, without their ends
 * @param unit its syntax tree
 * @param positions where the nodes of {@code unit} stand
 */
public record SourceFile(
        String path,
        String text,
        List<String> lines,
        CompilationUnitTree unit,
        SourcePositions positions) {
    public SourceFile {
        lines = List.copyOf(lines);
    }

    /** Name of the file without folders and without {@code .java}. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1).replace(".java", "");
    }

    /** Package that the file declares; empty for the unnamed one. */
    public String packageName() {
        var declared = unit.getPackageName();
        return declared == null ? "" : declared.toString();
    }

    /** Line, from 1, on which a node of this file begins. */
    public long lineOf(Tree node) {
        return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, node));
    }

    /** Line, from 1, on which a node of this file ends. */
    public long endLineOf(Tree node) {
        return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, node));
    }

    /** Text of a line, counted from 1. */
    public String line(long number) {
        return lines.get(Math.toIntExact(number - 1));
    }
}
