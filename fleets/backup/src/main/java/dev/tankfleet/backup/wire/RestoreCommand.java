package dev.tankfleet.backup.wire;

import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.postgres.PointInTime;
import dev.tankfleet.backup.wire.parts.Wiring;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;

/** {@code backup restore COPY}: the files of a copy, opened, or a data folder as of a time. */
@Command(
        name = "restore",
        description = "Fetches a copy, checks it, and opens its files into a folder.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    private static final String END = "end";

    private final Wiring wiring;

    @Parameters(
            paramLabel = "COPY",
            description = "As list shows it; postgres/SOURCE for the newest before a time.")
    private String copy = "";

    @Option(names = "--to", required = true, description = "Folder, made when missing.")
    private Path folder = Path.of(".");

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description =
                    "Makes the data folder of a PostgreSQL as it was at 2026-11-22T01:02:03Z, or"
                            + " as it was last: end.")
    private String until = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    RestoreCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        if (!until.isEmpty()) {
            out.println(asOfATime());
            return 0;
        }
        var reader = wiring.reader();
        var manifest = reader.manifest(named());
        Files.createDirectories(folder);
        reader.restore(manifest, wiring.opener(), folder)
                .forEach(file -> out.println(folder.resolve(file)));
        return 0;
    }

    private String asOfATime() throws IOException {
        var time = time();
        var reader = wiring.reader();
        var archive = wiring.archive();
        var any = Kind.POSTGRES.folder() + "/";
        boolean isAny = copy.startsWith(any) && CopyName.isSource(copy.substring(any.length()));
        var name =
                isAny
                        ? PointInTime.copyFor(reader, archive, copy.substring(any.length()), time)
                        : named();
        if (name.kind() != Kind.POSTGRES) {
            throw new IllegalArgumentException("copy: " + copy + " (expected: one of PostgreSQL)");
        }
        return PointInTime.restore(
                wiring.postgresTools(), reader, archive, name, time, folder.toAbsolutePath());
    }

    private @Nullable Instant time() {
        if (until.equals(END)) {
            return null;
        }
        try {
            return Instant.parse(until);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "until: %s (expected: a time such as 2026-11-22T01:02:03Z, or end)"
                            .formatted(until),
                    e);
        }
    }

    private CopyName named() {
        return CopyName.parse(copy)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "copy: %s (expected: one that list shows)"
                                                .formatted(copy)));
    }
}
