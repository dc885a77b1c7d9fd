package dev.tankfleet.fleets.slow;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLSocket;

/** In which part of a request a client takes his time. */
enum Slowness {
    /** A header that goes on, line after line. */
    HEADERS("GET / HTTP/1.1\r\nHost: edge\r\n") {
        @Override
        void goOn(SSLSocket socket, Socket below) throws IOException {
            socket.getOutputStream().write(bytes("X-More: and more\r\n"));
        }
    },
    /** A body that was announced, of which little comes. */
    BODY("POST / HTTP/1.1\r\nHost: edge\r\nContent-Length: 60000\r\n\r\n") {
        @Override
        void goOn(SSLSocket socket, Socket below) throws IOException {
            socket.getOutputStream().write(bytes("more"));
        }
    },
    /** A long answer, of which little is read. */
    READ("GET /long HTTP/1.1\r\nHost: edge\r\n\r\n") {
        @Override
        void goOn(SSLSocket socket, Socket below) throws IOException {
            // Below TLS, whose records would have to be read whole.
            if (below.getInputStream().read(new byte[READ_BYTES]) < 0) {
                throw new IOException("ended");
            }
        }
    };

    private static final int READ_BYTES = 256;

    private final String first;

    Slowness(String first) {
        this.first = first;
    }

    /** Says what is said at once. */
    void begin(SSLSocket socket) throws IOException {
        socket.getOutputStream().write(bytes(first));
    }

    /**
     * Does a little.
     *
     * @param below the connection that carries TLS
     * @throws IOException when the server has ended it
     */
    abstract void goOn(SSLSocket socket, Socket below) throws IOException;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
