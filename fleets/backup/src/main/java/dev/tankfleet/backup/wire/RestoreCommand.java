package dev.tankfleet.backup.wire;

import dev.tankfleet.backup.copy.CopyName;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code backup restore COPY}: the files of a copy, opened. */
@Command(
        name = "restore",
        description = "Fetches a copy, checks it, and opens its files into a folder.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    private final Wiring wiring;

    @Parameters(paramLabel = "COPY", description = "As list shows it.")
    private String copy = "";

    @Option(names = "--to", required = true, description = "Folder, made when missing.")
    private Path folder = Path.of(".");

    @Spec private CommandSpec spec = CommandSpec.create();

    RestoreCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws IOException {
        var name =
                CopyName.parse(copy)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "copy: %s (expected: one that list shows)"
                                                        .formatted(copy)));
        var reader = wiring.reader();
        var manifest = reader.manifest(name);
        Files.createDirectories(folder);
        var out = spec.commandLine().getOut();
        reader.restore(manifest, wiring.opener(), folder)
                .forEach(file -> out.println(folder.resolve(file)));
        return 0;
    }
}
