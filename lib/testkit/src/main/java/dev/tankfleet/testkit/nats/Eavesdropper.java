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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Hears every subject of an account ({@code >}) and may speak on any, over the text protocol
 * itself: it shares no code with the clients that it watches. Owned by one thread; what comes waits
 * in the socket until it asks.
 */
public final class Eavesdropper implements AutoCloseable {
    private static final int READ_MAX_MS = 20_000;
    private static final String LINE_END = "\r\n";

    private final Socket socket;
    private final InputStream in;
    private final Set<String> heard = new TreeSet<>();
    private final List<Answering> answering = new ArrayList<>();

    private Eavesdropper(TestNats server, String login) {
        try {
            socket =
                    new Socket(
                            InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort());
            socket.setSoTimeout(READ_MAX_MS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            readLine();
            send("CONNECT {\"verbose\":false,\"pedantic\":false" + login + "}" + LINE_END);
            send("SUB > 1" + LINE_END);
            catchUp();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens in the account of those who show no name. */
    public static Eavesdropper of(TestNats server) {
        return new Eavesdropper(server, "");
    }

    /** Listens in the account of a user. */
    public static Eavesdropper of(TestNats server, String user, String password) {
        return new Eavesdropper(server, ",\"user\":\"" + user + "\",\"pass\":\"" + password + "\"");
    }

    /** From now on requests on a subject are answered whenever this listener catches up. */
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
    private void catchUp() {
        send("PING" + LINE_END);
        try {
            for (var line = readLine(); !line.equals("PONG"); line = readLine()) {
                onLine(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void onLine(String line) throws IOException {
        if (line.equals("PING")) {
            send("PONG" + LINE_END);
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
            socket.getOutputStream().write(bytes);
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
