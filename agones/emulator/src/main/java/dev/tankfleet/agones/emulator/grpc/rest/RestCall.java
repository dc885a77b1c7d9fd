package dev.tankfleet.agones.emulator.grpc.rest;

import com.google.protobuf.Message;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;

import org.jspecify.annotations.Nullable;

import java.net.SocketAddress;

/**
 * One gRPC call that came as an HTTP request. The connection's event loop starts it and tells it
 * what happens to the connection; the handler may answer from any one thread at a time.
 */
final class RestCall extends ServerCall<Message, Message> {
    private final MethodDescriptor<Message, Message> method;
    private final RestAnswer answer;
    private final Attributes attributes;

    // Set by the event loop before the handler can see this.
    private @Nullable Listener<Message> listener;

    // Owned by whoever answers.
    private @Nullable Message only;
    private volatile boolean isCancelled;

    private RestCall(
            MethodDescriptor<Message, Message> method, RestAnswer answer, SocketAddress client) {
        this.method = method;
        this.answer = answer;
        this.attributes =
                Attributes.newBuilder().set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, client).build();
    }

    /**
     * Hands a request to its handler.
     *
     * @param client where it comes from
     */
    static RestCall start(
            ServerMethodDefinition<Message, Message> definition,
            Message request,
            RestAnswer answer,
            SocketAddress client) {
        RestCall call = new RestCall(definition.getMethodDescriptor(), answer, client);
        Listener<Message> listener =
                definition.getServerCallHandler().startCall(call, new Metadata());
        call.listener = listener;
        listener.onReady();
        listener.onMessage(request);
        listener.onHalfClose();
        return call;
    }

    /** The connection takes messages again. Called on the event loop. */
    void onWritable() {
        if (listener != null) {
            listener.onReady();
        }
    }

    /** The connection is gone. Called on the event loop. */
    void onGone() {
        isCancelled = true;
        if (listener != null) {
            listener.onCancel();
        }
    }

    @Override
    public void request(int messages) {
        // The only message comes by itself.
    }

    @Override
    public void sendHeaders(Metadata headers) {
        // They go with the first message, which may turn out to be an error.
    }

    @Override
    public void sendMessage(Message message) {
        if (method.getType().serverSendsOneMessage()) {
            only = message;
        } else {
            answer.next("{\"result\":" + Json.text(message) + "}\n");
        }
    }

    @Override
    public void close(Status status, Metadata trailers) {
        if (!status.isOk()) {
            answer.fail(status, !method.getType().serverSendsOneMessage());
        } else if (only != null) {
            answer.whole(Codes.http(Status.Code.OK), Json.text(only));
        } else {
            answer.end();
        }
    }

    @Override
    public boolean isReady() {
        return answer.isWritable();
    }

    @Override
    public boolean isCancelled() {
        return isCancelled;
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public MethodDescriptor<Message, Message> getMethodDescriptor() {
        return method;
    }
}
