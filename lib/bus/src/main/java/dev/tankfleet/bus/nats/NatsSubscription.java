package dev.tankfleet.bus.nats;

import dev.tankfleet.bus.Bus;

import io.nats.client.Message;

import org.jspecify.annotations.Nullable;

/** One handler and its messages. {@link #onMessage} runs on the dispatcher's thread. */
final class NatsSubscription {
    private final NatsBus bus;
    private final Bus.MessageHandler handler;

    // Written by whoever closes.
    private volatile boolean stopped;

    NatsSubscription(NatsBus bus, Bus.MessageHandler handler) {
        this.bus = bus;
        this.handler = handler;
    }

    void onMessage(Message message) {
        bus.onDelivery();
        if (stopped) {
            return;
        }
        try {
            handler.onMessage(
                    new Heard(bus, message.getSubject(), message.getData(), message.getReplyTo()));
        } catch (Throwable e) { // one handler's mistake must not deafen the whole connection
            bus.onFailure(message.getSubject(), e);
        }
    }

    void stop() {
        stopped = true;
    }

    /** A message as the handler sees it. */
    @SuppressWarnings("ArrayRecordComponent") // the body is handed over, never compared
    private record Heard(NatsBus bus, String subject, byte[] body, @Nullable String replyTo)
            implements Bus.Message {
        @Override
        public void reply(byte[] body) {
            if (replyTo != null && NatsNames.isInbox(replyTo)) {
                bus.send(replyTo, body.clone());
            }
        }
    }
}
