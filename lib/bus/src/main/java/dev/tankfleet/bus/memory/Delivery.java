package dev.tankfleet.bus.memory;

import dev.tankfleet.bus.Bus;

import org.jspecify.annotations.Nullable;

/**
 * One message on its way to one subscription, with a body of its own.
 *
 * @param subscription who hears it
 * @param subject name as the listener's tier sees it
 * @param body the listener's own copy
 * @param pendingReply where the answer goes; null if none is asked for
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Delivery(
        MemorySubscription subscription,
        String subject,
        byte[] body,
        @Nullable PendingReply pendingReply)
        implements Bus.Message {
    @Override
    public void reply(byte[] answer) {
        if (pendingReply != null) {
            pendingReply.answer(answer);
        }
    }
}
