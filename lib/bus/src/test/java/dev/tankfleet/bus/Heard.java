package dev.tankfleet.bus;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A handler that keeps what it hears as {@code subject=body}. Every thread may call it. */
final class Heard implements Bus.MessageHandler {
    /** Long enough for a machine that has a lot to do. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public void onMessage(Bus.Message message) {
        lines.add(message.subject() + "=" + text(message.body()));
    }

    /** Keeps a line of the test's own making. */
    void add(String line) {
        lines.add(line);
    }

    /** The next line, or null if none comes in time. */
    @Nullable String next(Duration patience) {
        try {
            return lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for a message", e);
        }
    }

    /** The next line. */
    String next() {
        var line = next(PATIENCE);
        if (line == null) {
            throw new AssertionError("nothing heard within " + PATIENCE);
        }
        return line;
    }

    /** The next lines, in the order of their coming. */
    List<String> next(int count) {
        var all = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            all.add(next());
        }
        return all;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
