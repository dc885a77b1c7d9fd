package dev.tankfleet.agones.conformance.emulated;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A rule of the emulator turned round.
 *
 * @param edits what is otherwise in its source
 * @param noticedBy ids of the behaviours that must notice
 */
record Inversion(List<Edit> edits, List<String> noticedBy) {
    private static final Path SOURCES =
            Path.of("../emulator/src/main/java/dev/tankfleet/agones/emulator");

    Inversion {
        edits = List.copyOf(edits);
        noticedBy = List.copyOf(noticedBy);
    }

    /**
     * One place.
     *
     * @param file below the emulator's sources
     * @param from as it stands; white space does not count
     * @param to as it must not be
     */
    record Edit(String file, String from, String to) {
        String applyTo(String source) {
            String pattern =
                    Arrays.stream(from.strip().split("\\s+"))
                            .map(Pattern::quote)
                            .collect(Collectors.joining("\\s*"));
            Matcher matcher = Pattern.compile(pattern).matcher(source);
            if (!matcher.find()) {
                throw new IllegalStateException("not in " + file + ": " + from);
            }
            String changed =
                    source.substring(0, matcher.start()) + to + source.substring(matcher.end());
            if (matcher.find()) {
                throw new IllegalStateException("more than once in " + file + ": " + from);
            }
            return changed;
        }
    }

    /** The changed sources, by their names below the emulator's sources. */
    Map<String, String> sources() throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        for (Edit edit : edits) {
            String source = sources.get(edit.file());
            if (source == null) {
                source = Files.readString(SOURCES.resolve(edit.file()));
            }
            sources.put(edit.file(), edit.applyTo(source));
        }
        return sources;
    }

    /** The whole table. */
    static List<Inversion> all() throws IOException {
        try (InputStream in = Inversion.class.getResourceAsStream("/inversions.txt")) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n\n+"))
                    .filter(block -> !block.startsWith("#"))
                    .map(Inversion::read)
                    .toList();
        }
    }

    private static Inversion read(String block) {
        List<Edit> edits = new ArrayList<>();
        List<String> noticedBy = new ArrayList<>();
        String file = "";
        String from = "";
        for (String line : block.strip().split("\n")) {
            String rest = line.length() > 2 ? line.substring(2) : "";
            switch (line.charAt(0)) {
                case 'i' -> file = line.substring("in ".length());
                case '-' -> from = rest;
                case '+' -> edits.add(new Edit(file, from, rest));
                case '>' -> noticedBy.add(rest);
                default -> throw new IllegalStateException("inversions.txt: " + line);
            }
        }
        return new Inversion(edits, noticedBy);
    }

    @Override
    public String toString() {
        return edits.stream()
                .map(edit -> edit.file() + ": " + edit.from() + " -> " + edit.to())
                .collect(Collectors.joining("; "));
    }
}
