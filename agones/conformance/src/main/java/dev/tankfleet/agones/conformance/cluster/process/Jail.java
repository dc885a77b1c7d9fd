package dev.tankfleet.agones.conformance.cluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder that one program takes for the root of all files, for programs that look for theirs at
 * fixed places: nothing of the machine's own root is touched. The program is statically linked, as
 * Go's are. Immutable; any thread may call it.
 *
 * @param root the folder
 */
public record Jail(Path root) {
    private static final String PROGRAM = "program";

    /** The mount belongs to a namespace of its own and ends with the program. */
    private static final String ENTER =
            "mount --rbind /proc \"$1/proc\" && root=$1 && shift && exec chroot \"$root\" \"$@\"";

    private static final int ROOT_UID = 0;

    /** Makes one around a program. */
    public static Jail around(Path program, Path root) {
        try {
            for (String folder : List.of("etc", "proc", "tmp")) {
                Files.createDirectories(root.resolve(folder));
            }
            Files.copy(program, root.resolve(PROGRAM), StandardCopyOption.COPY_ATTRIBUTES);
            Files.writeString(root.resolve("etc/hosts"), "127.0.0.1 localhost\n");
            return new Jail(root);
        } catch (IOException e) {
            throw new UncheckedIOException("no jail in " + root + ": " + e.getMessage(), e);
        }
    }

    /**
     * Puts a text where the program finds it.
     *
     * @param path as the program sees it, from the root
     */
    public Jail withText(String path, String text) {
        try {
            Path file = root.resolve(path.substring(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a copy of a file where the program finds it. */
    public Jail withFile(String path, Path original) {
        try {
            return withText(path, Files.readString(original));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that runs the program in there. */
    public List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
        if (!isRoot()) {
            command.add("--map-root-user");
        }
        command.addAll(List.of("/bin/sh", "-c", ENTER, "sh", root.toString(), "/" + PROGRAM));
        command.addAll(arguments);
        return command;
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(ROOT_UID);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
