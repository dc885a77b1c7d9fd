package dev.tankfleet.testkit.format;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;

/**
 * Shapes the text of a Java file. Stateless; called by the command and by the test of the checkout.
 */
public final class JavaShape {
    private static final Formatter FORMATTER =
            new Formatter(
                    JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());

    private JavaShape() {}

    /**
     * Gives a file its shape: layout, order of imports, no unused imports.
     *
     * @param source text of one compilation unit
     * @return the same program in the house's format
     * @throws IllegalArgumentException when the text is no Java, with the formatter's complaint
     */
    public static String of(String source) {
        try {
            return FORMATTER.formatSourceAndFixImports(source);
        } catch (FormatterException e) {
            throw new IllegalArgumentException("not Java: " + e.getMessage(), e);
        }
    }

    /**
     * First line at which two texts differ.
     *
     * @return line number from 1, or 0 when the texts are equal
     */
    public static int firstDifference(String actual, String expected) {
        if (actual.equals(expected)) {
            return 0;
        }
        var before = actual.lines().toList();
        var after = expected.lines().toList();
        int line = 0;
        while (line < before.size()
                && line < after.size()
                && before.get(line).equals(after.get(line))) {
            line++;
        }
        return line + 1;
    }
}
