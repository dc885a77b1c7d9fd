package dev.tankfleet.terraform;

import dev.tankfleet.agones.conformance.cluster.process.NativeProcess;
import dev.tankfleet.testkit.program.ProgramRun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A host with a real sshd, in network, mounts and processes of its own; systemd and k3s are
 * recorders. Any thread may ask it; the operating system has the state, all but whether it is
 * translated.
 */
final class Host implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final int CONNECT_MAX_MS = 500;
    private static final Path SCRIPT = Root.HERE.resolve("src/test/sshd/host.sh");

    private final Path folder;
    private final Path all;
    private final int number;
    private final String key;
    private final NativeProcess process;

    // Written by the test alone.
    private boolean isTranslated;

    private Host(Path folder, Path all, int number, String key, NativeProcess process) {
        this.folder = folder;
        this.all = all;
        this.number = number;
        this.key = key;
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param all holds {@code key.pub}, which opens it, and the folder {@code binaries}, its {@code
     *     /srv}
     */
    static Host start(Path all, int number) throws IOException {
        var folder = Files.createDirectory(all.resolve("host" + number));
        newKey(folder.resolve("host_key"));
        var key = Files.readString(folder.resolve("host_key.pub")).strip();
        var command =
                List.of(
                        "sh",
                        SCRIPT.toString(),
                        folder.toString(),
                        Integer.toString(number),
                        Long.toString(ProcessHandle.current().pid()));
        var process =
                NativeProcess.start("host" + number, command, Map.of(), folder.resolve("out.log"));
        var host = new Host(folder, all, number, key, process);
        process.awaitReady(START_MAX, () -> Files.exists(folder.resolve("up")));
        ip("address", "add", "10.99.%d.1/24".formatted(number), "dev", "host" + number);
        ip("link", "set", "host" + number, "up");
        process.awaitReady(START_MAX, () -> host.isOpen(22));
        return host;
    }

    /** Makes a pair of keys without a password. */
    static void newKey(Path file) {
        ProgramRun.of(
                        List.of(
                                "ssh-keygen",
                                "-q",
                                "-t",
                                "ed25519",
                                "-N",
                                "",
                                "-C",
                                "",
                                "-f",
                                file.toString()),
                        Map.of("PATH", System.getenv("PATH")))
                .mustBeFine();
    }

    String address() {
        return "10.99.%d.2".formatted(number);
    }

    /**
     * Gives it an address that is not on its interface: what goes there is translated outside of
     * it, as clouds do.
     */
    void translate() {
        ip("route", "add", publicAddress(), "dev", "host" + number);
        nft("add table ip " + table());
        nft("add chain ip %s out { type nat hook output priority -100; }".formatted(table()));
        nft(
                "add rule ip %s out ip daddr %s dnat to %s"
                        .formatted(table(), publicAddress(), address()));
        isTranslated = true;
    }

    /** Where others reach it. */
    String publicAddress() {
        return "10.98.%d.2".formatted(number);
    }

    boolean isTranslated() {
        return isTranslated;
    }

    /** What its sshd shows. */
    String key() {
        return key;
    }

    /** Whether somebody outside can connect to a port on which it listens. */
    boolean isOpen(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address(), port), CONNECT_MAX_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs a command there as root. */
    ProgramRun run(String command) {
        return ProgramRun.of(
                List.of(
                        "ssh",
                        "-i",
                        all.resolve("key").toString(),
                        "-o",
                        "BatchMode=yes",
                        "-o",
                        "LogLevel=ERROR",
                        "-o",
                        "StrictHostKeyChecking=no",
                        "-o",
                        "UserKnownHostsFile=/dev/null",
                        "root@" + address(),
                        command),
                Map.of("PATH", System.getenv("PATH")));
    }

    /** What its recorders wrote down, each with its time in front. */
    List<String> timed() {
        var file = folder.resolve("log/record");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its recorders wrote down. */
    List<String> recorded() {
        return timed().stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
    }

    /** Has the recorders begin anew. */
    void forget() throws IOException {
        Files.deleteIfExists(folder.resolve("log/record"));
    }

    @Override
    public void close() {
        if (isTranslated) {
            nft("delete table ip " + table());
        }
        process.close();
    }

    private String table() {
        return "tankfleet_host" + number;
    }

    private static void nft(String words) {
        ProgramRun.of(
                        List.of("nft", words),
                        Map.of("PATH", System.getenv("PATH") + ":/usr/sbin:/sbin"))
                .mustBeFine();
    }

    private static void ip(String... arguments) {
        var command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        ProgramRun.of(command, Map.of("PATH", System.getenv("PATH") + ":/usr/sbin:/sbin"))
                .mustBeFine();
    }
}
