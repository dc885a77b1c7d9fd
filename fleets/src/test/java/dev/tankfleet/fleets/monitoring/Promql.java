package dev.tankfleet.fleets.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which figures and labels an expression of Prometheus names. No parser: whether it is an
 * expression at all is for promtool to say.
 *
 * @param figures each figure with its matchers
 * @param groupings labels that stay of the figures below them
 * @param made labels that the expression itself makes
 */
record Promql(List<Figure> figures, List<Grouping> groupings, Set<String> made) {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^\\]]*]|[a-zA-Z_:][a-zA-Z0-9_:]*|[0-9.]+[a-z]*"
                            + "|=~|!~|!=|[<>=]=?|[-+*/%^(){},]|\\s+");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:].*");
    private static final Set<String> GROUPING = Set.of("by", "without");
    private static final Set<String> MATCHING = Set.of("on", "ignoring");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool");

    Promql {
        figures = List.copyOf(figures);
        groupings = List.copyOf(groupings);
        made = Set.copyOf(made);
    }

    /** A figure, as in {@code x{cause="a"}}. */
    record Figure(String name, List<Matcher> matchers) {
        Figure {
            matchers = List.copyOf(matchers);
        }
    }

    /** {@code label op value}. */
    record Matcher(String label, String value) {}

    /** {@code by (labels) (figures)}; for {@code on (labels)} all figures of the expression. */
    record Grouping(List<String> labels, List<Figure> figures) {
        Grouping {
            labels = List.copyOf(labels);
            figures = List.copyOf(figures);
        }
    }

    static Promql of(String expression) {
        var tokens = tokens(expression);
        var reader = new Reader(tokens);
        var figures = reader.figures(0, tokens.size());
        return new Promql(figures, reader.groupings(figures), reader.made());
    }

    private static List<String> tokens(String expression) {
        var tokens = new ArrayList<String>();
        var found = TOKEN.matcher(expression);
        int end = 0;
        while (found.find()) {
            if (found.start() != end) {
                break;
            }
            end = found.end();
            if (!found.group().isBlank()) {
                tokens.add(found.group());
            }
        }
        if (end != expression.length()) {
            throw new AssertionError("cannot read: " + expression.substring(end));
        }
        return tokens;
    }

    private record Reader(List<String> tokens) {
        private String at(int index) {
            return index < tokens.size() ? tokens.get(index) : "";
        }

        private List<Figure> figures(int from, int to) {
            var figures = new ArrayList<Figure>();
            int i = from;
            while (i < to) {
                var token = at(i);
                if (GROUPING.contains(token) || MATCHING.contains(token)) {
                    i = close(i + 1) + 1;
                } else if (!NAME.matcher(token).matches()
                        || WORDS.contains(token)
                        || at(i + 1).equals("(")
                        || GROUPING.contains(at(i + 1))) {
                    i++;
                } else if (at(i + 1).equals("{")) {
                    int end = close(i + 1);
                    figures.add(new Figure(token, matchers(i + 2, end)));
                    i = end + 1;
                } else {
                    figures.add(new Figure(token, List.of()));
                    i++;
                }
            }
            return figures;
        }

        private List<Matcher> matchers(int from, int to) {
            var matchers = new ArrayList<Matcher>();
            for (int i = from; i < to; i += 4) {
                matchers.add(new Matcher(at(i), text(i + 2)));
            }
            return matchers;
        }

        private List<Grouping> groupings(List<Figure> all) {
            var groupings = new ArrayList<Grouping>();
            for (int i = 0; i < tokens.size(); i++) {
                boolean groups = GROUPING.contains(at(i));
                if (groups || MATCHING.contains(at(i))) {
                    int end = close(i + 1);
                    var labels =
                            tokens.subList(i + 2, end).stream()
                                    .filter(token -> !token.equals(","))
                                    .toList();
                    var below = groups ? figures(end + 1, close(end + 1)) : all;
                    groupings.add(new Grouping(labels, below));
                }
            }
            return groupings;
        }

        /** The second text of label_replace is the label that it makes. */
        private Set<String> made() {
            var made = new TreeSet<String>();
            for (int i = 0; i < tokens.size(); i++) {
                if (at(i).equals("label_replace")) {
                    int next = i;
                    while (!at(next).startsWith("\"") || !at(next - 1).equals(",")) {
                        next = at(next).equals("{") ? close(next) : next + 1;
                    }
                    made.add(text(next));
                }
            }
            return made;
        }

        private String text(int index) {
            return at(index).substring(1, at(index).length() - 1);
        }

        /** Where the bracket at an index is closed. */
        private int close(int open) {
            int depth = 0;
            for (int i = open; i < tokens.size(); i++) {
                depth += "({".contains(at(i)) ? 1 : ")}".contains(at(i)) ? -1 : 0;
                if (depth == 0) {
                    return i;
                }
            }
            throw new AssertionError("never closed: " + tokens.subList(open, tokens.size()));
        }
    }
}
