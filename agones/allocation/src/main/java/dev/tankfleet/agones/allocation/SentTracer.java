package dev.tankfleet.agones.allocation;

import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/**
 * Remembers whether one call's request has left for the socket, which no status tells. Written by
 * the socket's thread, read by the caller after the call has ended.
 */
final class SentTracer extends ClientStreamTracer {
    private volatile boolean isSent;

    @Override
    public void outboundMessageSent(int number, long wireSizeBytes, long plainSizeBytes) {
        isSent = true;
    }

    boolean isSent() {
        return isSent;
    }

    /** Follows the one stream of a call; gRPC opens no second one, since retries are off. */
    Factory factory() {
        return new Factory() {
            @Override
            public ClientStreamTracer newClientStreamTracer(StreamInfo info, Metadata headers) {
                return SentTracer.this;
            }
        };
    }
}
