package dev.tankfleet.local.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * What a fleet leaves behind in this JVM and on this machine: platform threads, child processes,
 * ports. Owned by the thread that runs the demo.
 *
 * <p>Pools that the JDK and Netty keep for the whole JVM are named here; they end with it.
 */
public final class Leftovers {
    private static final Duration SETTLE_MAX = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_NS = 50_000_000;

    /** Threads of the JVM itself that are started when they are first needed. */
    private static final List<String> OF_THE_JVM =
            List.of(
                    "ForkJoinPool",
                    "VirtualThread-unparker",
                    "VirtualThread-unblocker",
                    "process reaper",
                    "Cleaner-",
                    "Common-Cleaner",
                    "Keep-Alive-Timer",
                    "MasterPoller",
                    "Read-Poller",
                    "Write-Poller",
                    "Attach Listener",
                    "DestroyJavaVM");

    private final Set<Thread> before;

    private Leftovers(Set<Thread> before) {
        this.before = before;
    }

    /** Remembers what is there before a fleet starts. */
    public static Leftovers before() {
        return new Leftovers(new HashSet<>(Thread.getAllStackTraces().keySet()));
    }

    /**
     * What is there now and was not before; looks again for a few seconds, since threads end a
     * moment after their pool.
     */
    public List<String> find(List<Integer> ports) {
        long untilNs = System.nanoTime() + SETTLE_MAX.toNanos();
        var found = look(ports);
        while (!found.isEmpty() && System.nanoTime() < untilNs) {
            LockSupport.parkNanos(LOOK_AGAIN_NS);
            found = look(ports);
        }
        return found;
    }

    List<String> look(List<Integer> ports) {
        var found = new ArrayList<String>();
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.isAlive() && !before.contains(thread) && !isOfTheJvm(thread)) {
                found.add("thread " + thread.getName());
            }
        }
        ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .forEach(
                        process ->
                                found.add(
                                        "process "
                                                + process.pid()
                                                + " "
                                                + process.info().command().orElse("")));
        for (int port : ports) {
            if (isTaken(port)) {
                found.add("port " + port);
            }
        }
        return found;
    }

    private static boolean isOfTheJvm(Thread thread) {
        return OF_THE_JVM.stream().anyMatch(thread.getName()::startsWith);
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
