package dev.tankfleet.bus.nats;

import dev.tankfleet.testkit.nats.TestNats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A client of the NATS text protocol that refuses nothing by itself, so that only the server's own
 * law speaks. Owned by one thread.
 */
final class RawSocket implements AutoCloseable {
    private static final int READ_MAX_MS = 20_000;

    private final Socket socket;
    private final BufferedReader reader;
    private int sid;

    RawSocket(TestNats server, String user, String password) {
        try {
            socket =
                    new Socket(
                            InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort());
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

    boolean mayPublish(String subject) {
        return isAllowed("PUB " + subject + " 0\r\n\r\n");
    }

    boolean mayRequest(String subject, String inbox) {
        return isAllowed("PUB " + subject + " " + inbox + " 0\r\n\r\n");
    }

    boolean maySubscribe(String pattern) {
        sid++;
        return isAllowed("SUB " + pattern + " " + sid + "\r\nUNSUB " + sid + "\r\n");
    }

    boolean mayShare(String pattern, String queue) {
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
