package dev.tankfleet.testkit.nats;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Hears every subject of an account ({@code >}) and may speak on any, over the text protocol
 * itself: it shares no code with the clients that it watches. A reader thread of its own takes what
 * comes, so that the server never finds it slow or silent; any thread may ask and speak.
 */
public final class Eavesdropper implements AutoCloseable {
    private static final Duration CATCH_UP_MAX = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_MS = 100;
    private static final String LINE_END = "\r\n";

    private final Socket socket;
    private final InputStream in;
    private final Set<String> heard = new ConcurrentSkipListSet<>();
    private final List<Answering> answering = new CopyOnWriteArrayList<>();
    private final Semaphore pongs = new Semaphore(0);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Eavesdropper(TestNats server, String login) {
        try {
            socket =
                    new Socket(
                            InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().name("eavesdropper").daemon().start(this::read);
        send("CONNECT {\"verbose\":false,\"pedantic\":false" + login + "}" + LINE_END);
        send("SUB > 1" + LINE_END);
        catchUp();
    }

    /** Listens in the account of those who show no name. */
    public static Eavesdropper of(TestNats server) {
        return new Eavesdropper(server, "");
    }

    /** Listens in the account of a user. */
    public static Eavesdropper of(TestNats server, String user, String password) {
        return new Eavesdropper(server, ",\"user\":\"" + user + "\",\"pass\":\"" + password + "\"");
    }

    /** From now on requests on a subject are answered, on the reader thread. */
    public void answer(String subject, Function<byte[], byte[]> answer) {
        answering.add(new Answering(subject, answer));
    }

    /** Says something. */
    public void say(String subject, byte[] body) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(ascii("PUB " + subject + " " + body.length + LINE_END));
        out.writeBytes(body);
        out.writeBytes(ascii(LINE_END));
        send(out.toByteArray());
    }

    /** All subjects on which something was said before this call; sorted, each once. */
    public Set<String> heard() {
        catchUp();
        return Set.copyOf(heard);
    }

    /** Forgets what was heard. */
    public void forget() {
        catchUp();
        heard.clear();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server answers in order: what was said before the question comes before its answer. */
    private synchronized void catchUp() {
        send("PING" + LINE_END);
        try {
            long untilNs = System.nanoTime() + CATCH_UP_MAX.toNanos();
            while (!pongs.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                if (ended.isDone()) {
                    ended.join();
                }
                if (System.nanoTime() > untilNs) {
                    throw new IllegalStateException("the server did not answer a ping");
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private void read() {
        try {
            while (true) {
                onLine(readLine());
            }
        } catch (IOException | RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    private void onLine(String line) throws IOException {
        if (line.equals("PING")) {
            send("PONG" + LINE_END);
        } else if (line.equals("PONG")) {
            pongs.release();
        } else if (line.startsWith("-ERR")) {
            throw new IllegalStateException("the server refuses: " + line);
        } else if (line.startsWith("MSG ") || line.startsWith("HMSG ")) {
            onMessage(line.split(" "), line.startsWith("MSG ") ? 4 : 5);
        }
    }

    /** {@code MSG subject sid [reply] size}, {@code HMSG subject sid [reply] headers size}. */
    private void onMessage(String[] parts, int partsWithoutReply) throws IOException {
        int size = Integer.parseInt(parts[parts.length - 1]);
        var body = in.readNBytes(size);
        readLine();
        heard.add(parts[1]);
        if (parts.length > partsWithoutReply) {
            for (var one : answering) {
                if (one.subject().equals(parts[1])) {
                    say(parts[3], one.answer().apply(body));
                }
            }
        }
    }

    private String readLine() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection after: " + line);
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private void send(String text) {
        send(ascii(text));
    }

    private void send(byte[] bytes) {
        try {
            synchronized (socket) {
                socket.getOutputStream().write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What is answered where. */
    private record Answering(String subject, Function<byte[], byte[]> answer) {}
}
