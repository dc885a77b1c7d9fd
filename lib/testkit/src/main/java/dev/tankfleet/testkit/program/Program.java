package dev.tankfleet.testkit.program;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that a test may need, and how to find it. */
public enum Program {
    CHROMIUM(
            "Chromium",
            Program.installedFolders(),
            "chromium",
            "chromium-browser",
            "google-chrome"),
    NGINX("nginx", Program.installedFolders(), "nginx"),
    /** Only the one that {@code tools} pins: distributions carry versions with known holes. */
    NATS("NATS", List.of(Program.toolsFolder()), "nats-server"),
    /** The API server stands for all of a control plane, which {@code tools} builds together. */
    KUBERNETES("Kubernetes", List.of(Program.toolsFolder()), "kube-apiserver"),
    HELM("Helm", List.of(Program.toolsFolder()), "helm"),
    /** It has the API server merge, where the one before sent what differs. */
    HELM_4("Helm 4", List.of(Program.toolsFolder()), "helm4"),
    HELM_UNITTEST("helm-unittest", List.of(Program.toolsFolder()), "helm-unittest"),
    KUBECONFORM("kubeconform", List.of(Program.toolsFolder()), "kubeconform"),
    /** A store that speaks S3. */
    S3("S3", List.of(Program.toolsFolder()), "versitygw"),
    /** With its tools; 7.0 or later. */
    REDIS("Redis", Program.installedFolders(), "redis-server"),
    AGE("age", Program.installedFolders(), "age"),
    /** The whole server with its tools; distributions keep it off the PATH. */
    POSTGRES("PostgreSQL", Program.postgresFolders(), "pg_verifybackup"),
    /** Of a distribution, or the one that {@code .ci/setup} takes out of one's package. */
    PROMTOOL(
            "promtool",
            Stream.concat(Program.installedFolders().stream(), Stream.of(Program.toolsFolder()))
                    .toList(),
            "promtool"),
    /** With the providers beside it, which {@code tools} builds first. */
    TOFU("OpenTofu", List.of(Program.toolsFolder()), "tofu"),
    SHELLCHECK("ShellCheck", Program.installedFolders(), "shellcheck"),
    /** Rules of a network namespace, which nobody but root may make. */
    NFT_AS_ROOT("nft as root", Program.foldersOfRoot(), "nft"),
    /** Nobody but root can have it let users in. */
    SSHD_AS_ROOT("sshd as root", Program.foldersOfRoot(), "sshd"),
    /**
     * With runc, network plug-ins and iptables; {@code tools/build pods} makes the rest of a node.
     */
    CONTAINERD_AS_ROOT("containerd as root", Program.foldersOfRoot(), "containerd");

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, its type does not say so
    private final List<Path> folders;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, its type does not say so
    private final List<String> commands;

    Program(String title, List<Path> folders, String... commands) {
        this.title = title;
        this.folders = List.copyOf(folders);
        this.commands = List.of(commands);
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** Its executable; empty when it is not there. */
    public Optional<Path> path() {
        return findIn(folders);
    }

    Optional<Path> findIn(List<Path> folders) {
        return commands.stream()
                .flatMap(command -> folders.stream().map(folder -> folder.resolve(command)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** /usr/bin and /usr/sbin, which a user's path often leaves out, then the PATH. */
    private static List<Path> installedFolders() {
        var searchPath = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(
                        Stream.of("/usr/bin", "/usr/sbin"),
                        Stream.of(searchPath.split(File.pathSeparator)))
                .map(Path::of)
                .toList();
    }

    /** Debian's, the newest version first, then the PATH. */
    private static List<Path> postgresFolders() {
        var versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return installedFolders();
        }
        try (var found = Files.list(versions)) {
            return Stream.concat(
                            found.sorted(Comparator.reverseOrder())
                                    .map(version -> version.resolve("bin")),
                            installedFolders().stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, if somebody is root; else nothing. */
    private static List<Path> foldersOfRoot() {
        return System.getProperty("user.name").equals("root") ? installedFolders() : List.of();
    }

    /** Where {@code tools/build} puts what it built. */
    private static Path toolsFolder() {
        var environment = System.getenv();
        var named = environment.get("TANKFLEET_TOOLS");
        if (named != null) {
            return Path.of(named);
        }
        var cache = environment.get("XDG_CACHE_HOME");
        var folder =
                cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return folder.resolve("tankfleet").resolve("tools");
    }
}
