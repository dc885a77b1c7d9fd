package dev.tankfleet.fleets.network;

import dev.tankfleet.testkit.program.ProgramRun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A network namespace of Linux, and the one thread that lives in it: sockets that are opened inside
 * belong to it, whoever uses them. It ends with that thread and its sockets, and so leaves nothing
 * behind even if the JVM is killed. Owned by one test.
 *
 * <p>A thread that is born inside lives there too, and one of a pool would stay for good: inside,
 * nobody may start a thread, virtual or not, or a program, which has a thread wait for it.
 */
final class NetworkNamespace implements AutoCloseable {
    private static final int CLONE_NEWNET = 0x40000000;

    /** Where a distribution has nft and ip; a user's own path may leave it out. */
    private static final Map<String, String> PATH = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");

    private static final MethodHandle UNSHARE = unshare();

    private final ExecutorService thread;
    private final String threadId;

    private NetworkNamespace(ExecutorService thread, String threadId) {
        this.thread = thread;
        this.threadId = threadId;
    }

    /** One with nothing in it but a loopback address that is down. */
    static NetworkNamespace create(String name) {
        var thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).factory());
        return new NetworkNamespace(thread, inside(thread, NetworkNamespace::leave));
    }

    /** By which programs name it. */
    String threadId() {
        return threadId;
    }

    /** Has its thread do something, and waits for it. */
    <T> T inside(Callable<T> work) {
        return inside(thread, work);
    }

    /** Runs a program in it that reads its orders from a file. */
    void run(List<String> program, String orders) throws IOException {
        var file = Files.createTempFile("orders", "");
        try {
            Files.writeString(file, orders);
            var command =
                    new ArrayList<>(List.of("nsenter", "--net=/proc/" + threadId + "/ns/net"));
            command.addAll(program);
            command.add(file.toString());
            ProgramRun.of(command, PATH).mustBeFine();
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void close() {
        thread.close();
    }

    private static <T> T inside(ExecutorService thread, Callable<T> work) {
        try {
            return thread.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Takes the calling thread, and no other, into a new namespace. */
    private static String leave() {
        try {
            if ((int) UNSHARE.invokeExact(CLONE_NEWNET) != 0) {
                throw new IllegalStateException("no network namespace for us (expected: root)");
            }
            return Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) { // as it is
            throw e;
        } catch (Throwable e) { // what a handle may throw, says its type
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted") // the JDK has no other way to ask Linux for a namespace
    private static MethodHandle unshare() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("unshare"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }
}
