package dev.tankfleet.testkit.nats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A client of the NATS text protocol that refuses nothing by itself, so that only the server's own
 * law speaks. Owned by one thread.
 */
public final class RawSocket implements AutoCloseable {
    private static final int READ_MAX_MS = 20_000;

    private final Socket socket;
    private final BufferedReader reader;
    private int sid;

    /**
     * Connects.
     *
     * @param port of a server on the loopback address
     * @throws IllegalStateException if it does not let this user in
     */
    public RawSocket(int port, String user, String password) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(READ_MAX_MS);
            socket.setTcpNoDelay(true);
            reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            reader.readLine();
            send(
                    "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,"
                            + "\"no_responders\":true,\"user\":\""
                            + user
                            + "\",\"pass\":\""
                            + password
                            + "\"}\r\n");
            if (!isAllowed("")) {
                throw new IllegalStateException("not let in: " + user);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it may publish there. */
    public boolean mayPublish(String subject) {
        return isAllowed("PUB " + subject + " 0\r\n\r\n");
    }

    /** Whether it may publish there with an address for the answer. */
    public boolean mayRequest(String subject, String inbox) {
        return isAllowed("PUB " + subject + " " + inbox + " 0\r\n\r\n");
    }

    /** Whether it may hear that. */
    public boolean maySubscribe(String pattern) {
        sid++;
        return isAllowed("SUB " + pattern + " " + sid + "\r\nUNSUB " + sid + "\r\n");
    }

    /** Whether it may hear that as one of a group. */
    public boolean mayShare(String pattern, String queue) {
        sid++;
        return isAllowed("SUB " + pattern + " " + queue + " " + sid + "\r\nUNSUB " + sid + "\r\n");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server answers in order: what it has against a line comes before the next PONG. */
    private boolean isAllowed(String line) {
        send(line + "PING\r\n");
        boolean isAllowed = true;
        try {
            for (var answer = reader.readLine(); ; answer = reader.readLine()) {
                if (answer == null) {
                    throw new IllegalStateException("closed after " + line.strip());
                }
                if (answer.startsWith("-ERR")) {
                    isAllowed = false;
                } else if (answer.equals("PONG")) {
                    return isAllowed;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
