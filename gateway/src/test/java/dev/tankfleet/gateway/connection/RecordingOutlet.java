package dev.tankfleet.gateway.connection;

import dev.tankfleet.proto.session.JoinReply;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An outlet that writes down what is sent, to a client as slow as the test says. */
final class RecordingOutlet implements Outlet {
    final List<String> sent = new ArrayList<>();
    boolean isDrained = true;
    boolean isEnded;

    @Override
    public boolean isDrained() {
        return isDrained;
    }

    @Override
    public void sendWelcome(JoinReply.Joined joined) {
        sent.add("AUTH_OK " + joined.playerId());
    }

    @Override
    public void sendError(String code, String message) {
        sent.add("ERROR " + code);
    }

    @Override
    public void sendPong(String t, int tick) {
        sent.add("PONG " + t + " " + tick);
    }

    @Override
    public void sendFrame(byte[] body, int at, int length) {
        sent.add(new String(body, at, length, StandardCharsets.UTF_8));
    }

    @Override
    public void sendKeepalive() {
        sent.add("ping");
    }

    @Override
    public void sendClose(int code, String reason) {
        sent.add("close " + code);
    }

    @Override
    public void end() {
        isEnded = true;
    }
}
