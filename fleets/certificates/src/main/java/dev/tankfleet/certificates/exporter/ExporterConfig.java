package dev.tankfleet.certificates.exporter;

import dev.tankfleet.process.config.Check;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is watched.
 *
 * @param watched {@code name=file} of each, such as {@code edge=/etc/certificates/edge/tls.crt}; a
 *     name is a label: letters, digits, dashes
 */
public record ExporterConfig(List<String> watched) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][-a-z0-9]{0,62}");
    private static final String RULE = "name=file, such as edge=/etc/certificates/edge/tls.crt";

    public ExporterConfig {
        watched = List.copyOf(watched);
        Check.that(!watched.isEmpty(), "watched", watched, "at least one of " + RULE);
        var names = new HashSet<String>();
        for (var each : watched) {
            Check.that(names.add(Watched.parse(each).name()), "watched", each, "each name once");
        }
    }

    /** Each, in parts. */
    public List<Watched> each() {
        return watched.stream().map(Watched::parse).toList();
    }

    /**
     * One that is watched.
     *
     * @param name what the metrics call it
     * @param file its certificates, PEM
     */
    public record Watched(String name, Path file) {
        private static Watched parse(String text) {
            var parts = text.strip().split("=", 2);
            boolean isFine =
                    parts.length == 2 && NAME.matcher(parts[0]).matches() && !parts[1].isEmpty();
            Check.that(isFine, "watched", text, RULE);
            return new Watched(parts[0], Path.of(parts[1]));
        }
    }
}
