package dev.tankfleet.gateway.connection;

import dev.tankfleet.proto.session.JoinReply;

/** The way to one client. Called by the connection's owner only; nothing here waits. */
public interface Outlet {
    /** Whether the client's socket has taken all that was sent. */
    boolean isDrained();

    /** Sends AUTH_OK. */
    void sendWelcome(JoinReply.Joined joined);

    /**
     * Sends ERROR.
     *
     * @param code stable word for programs
     * @param message one sentence for a developer
     */
    void sendError(String code, String message);

    /**
     * Sends PONG.
     *
     * @param t the client's own number, as it wrote it
     * @param tick newest tick of the match
     */
    void sendPong(String t, int tick);

    /** Sends a complete text message of a game server; the bytes are copied when this returns. */
    void sendFrame(byte[] body, int at, int length);

    /** Asks the client to show that it lives. */
    void sendKeepalive();

    /** Sends the close frame; nothing may be sent after it. */
    void sendClose(int code, String reason);

    /** Ends the socket, whether all was sent or not. May be called again. */
    void end();
}
