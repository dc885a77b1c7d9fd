package dev.tankfleet.agones.sdk;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Int64Value;

import dev.tankfleet.agones.sdk.proto.Empty;
import dev.tankfleet.agones.sdk.proto.KeyValue;
import dev.tankfleet.agones.sdk.proto.SDKGrpc;
import dev.tankfleet.agones.sdk.proto.beta.AddListValueRequest;
import dev.tankfleet.agones.sdk.proto.beta.CounterUpdateRequest;
import dev.tankfleet.agones.sdk.proto.beta.GetCounterRequest;
import dev.tankfleet.agones.sdk.proto.beta.GetListRequest;
import dev.tankfleet.agones.sdk.proto.beta.RemoveListValueRequest;
import dev.tankfleet.agones.sdk.proto.beta.UpdateCounterRequest;
import dev.tankfleet.agones.sdk.proto.beta.UpdateListRequest;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One call to the sidecar, ready to be sent: immutable, and not sent by anything here. Each
 * blocking method of {@link AgonesSdk}, {@link Counters} and {@link Lists} is the call of the same
 * name; {@link AgonesSdk#start} sends one without blocking. What a call means, and what it may
 * answer, stands there.
 *
 * @param <T> what the answer is read as; {@link Void} where it says nothing
 */
public final class SdkCall<T> {
    private static final Empty NOTHING = Empty.getDefaultInstance();

    private final Unary<?, ?, T> unary;

    private SdkCall(Unary<?, ?, T> unary) {
        this.unary = unary;
    }

    /** {@link AgonesSdk#ready()}. */
    public static SdkCall<Void> ready() {
        return unanswered(SDKGrpc.getReadyMethod(), NOTHING);
    }

    /** {@link AgonesSdk#allocate()}. */
    public static SdkCall<Void> allocate() {
        return unanswered(SDKGrpc.getAllocateMethod(), NOTHING);
    }

    /** {@link AgonesSdk#shutdown()}. */
    public static SdkCall<Void> shutdown() {
        return unanswered(SDKGrpc.getShutdownMethod(), NOTHING);
    }

    /**
     * {@link AgonesSdk#reserve}.
     *
     * @param duration at least 0, cut to whole seconds; 0 is without end
     */
    public static SdkCall<Void> reserve(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration: " + duration + " (expected: >= 0)");
        }
        var seconds =
                dev.tankfleet.agones.sdk.proto.Duration.newBuilder()
                        .setSeconds(duration.toSeconds());
        return unanswered(SDKGrpc.getReserveMethod(), seconds.build());
    }

    /**
     * {@link AgonesSdk#setLabel}.
     *
     * @param key without a slash
     */
    public static SdkCall<Void> setLabel(String key, String value) {
        return unanswered(SDKGrpc.getSetLabelMethod(), keyValue(key, value));
    }

    /**
     * {@link AgonesSdk#setAnnotation}.
     *
     * @param key without a slash
     */
    public static SdkCall<Void> setAnnotation(String key, String value) {
        return unanswered(SDKGrpc.getSetAnnotationMethod(), keyValue(key, value));
    }

    /** {@link AgonesSdk#gameServer()}. */
    public static SdkCall<GameServer> gameServer() {
        return of(SDKGrpc.getGetGameServerMethod(), NOTHING, Wire::gameServer);
    }

    /** {@link Counters#get}. */
    public static SdkCall<GameServer.Counter> getCounter(String name) {
        return of(
                dev.tankfleet.agones.sdk.proto.beta.SDKGrpc.getGetCounterMethod(),
                GetCounterRequest.newBuilder().setName(name).build(),
                Wire::counter);
    }

    /**
     * {@link Counters#set}.
     *
     * @param count 0 to the counter's capacity
     */
    public static SdkCall<GameServer.Counter> setCount(String name, long count) {
        return updateCounter(
                CounterUpdateRequest.newBuilder().setName(name).setCount(Int64Value.of(count)));
    }

    /**
     * {@link Counters#add}.
     *
     * @param difference any but 0
     */
    public static SdkCall<GameServer.Counter> addToCount(String name, long difference) {
        return updateCounter(
                CounterUpdateRequest.newBuilder().setName(name).setCountDiff(difference));
    }

    /**
     * {@link Counters#setCapacity}.
     *
     * @param capacity at least 0
     */
    public static SdkCall<GameServer.Counter> setCounterCapacity(String name, long capacity) {
        return updateCounter(
                CounterUpdateRequest.newBuilder()
                        .setName(name)
                        .setCapacity(Int64Value.of(capacity)));
    }

    /** {@link Lists#get}. */
    public static SdkCall<GameServer.ValueList> getList(String name) {
        return of(
                dev.tankfleet.agones.sdk.proto.beta.SDKGrpc.getGetListMethod(),
                GetListRequest.newBuilder().setName(name).build(),
                Wire::list);
    }

    /** {@link Lists#add}. */
    public static SdkCall<GameServer.ValueList> addToList(String name, String value) {
        return of(
                dev.tankfleet.agones.sdk.proto.beta.SDKGrpc.getAddListValueMethod(),
                AddListValueRequest.newBuilder().setName(name).setValue(value).build(),
                Wire::list);
    }

    /** {@link Lists#remove}. */
    public static SdkCall<GameServer.ValueList> removeFromList(String name, String value) {
        return of(
                dev.tankfleet.agones.sdk.proto.beta.SDKGrpc.getRemoveListValueMethod(),
                RemoveListValueRequest.newBuilder().setName(name).setValue(value).build(),
                Wire::list);
    }

    /**
     * {@link Lists#setCapacity}.
     *
     * @param capacity at least 0
     */
    public static SdkCall<Void> setListCapacity(String name, long capacity) {
        return updateList(listOf(name).setCapacity(capacity), "capacity");
    }

    /** {@link Lists#setValues}. */
    public static SdkCall<Void> setListValues(String name, List<String> values) {
        return updateList(listOf(name).addAllValues(values), "values");
    }

    /** The call's name on the wire, for example {@code SetLabel}. */
    public String name() {
        return String.valueOf(unary.method().getBareMethodName());
    }

    @Override
    public String toString() {
        return name();
    }

    /** Blocks until the answer; throws what gRPC throws. */
    T block(Channel channel, CallOptions options) {
        return unary.block(channel, options);
    }

    /** Sends it; of what is called later, by gRPC's executor, the first counts. */
    ClientCall<?, ?> start(
            Channel channel,
            CallOptions options,
            Consumer<T> onAnswer,
            Consumer<Throwable> onFailure) {
        return unary.start(channel, options, onAnswer, onFailure);
    }

    private static SdkCall<GameServer.Counter> updateCounter(CounterUpdateRequest.Builder update) {
        return of(
                dev.tankfleet.agones.sdk.proto.beta.SDKGrpc.getUpdateCounterMethod(),
                UpdateCounterRequest.newBuilder().setCounterUpdateRequest(update).build(),
                Wire::counter);
    }

    /** Its answer is empty on a real sidecar, so nobody reads it. */
    private static SdkCall<Void> updateList(
            dev.tankfleet.agones.sdk.proto.beta.List.Builder list, String changed) {
        return unanswered(
                dev.tankfleet.agones.sdk.proto.beta.SDKGrpc.getUpdateListMethod(),
                UpdateListRequest.newBuilder()
                        .setList(list)
                        .setUpdateMask(FieldMask.newBuilder().addPaths(changed))
                        .build());
    }

    private static dev.tankfleet.agones.sdk.proto.beta.List.Builder listOf(String name) {
        return dev.tankfleet.agones.sdk.proto.beta.List.newBuilder().setName(name);
    }

    private static KeyValue keyValue(String key, String value) {
        if (key.indexOf('/') >= 0) {
            throw new IllegalArgumentException("key: " + key + " (expected: no slash)");
        }
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }

    private static <Q, R, T> SdkCall<T> of(
            MethodDescriptor<Q, R> method, Q request, Function<R, T> answer) {
        return new SdkCall<>(new Unary<>(method, request, answer));
    }

    @SuppressWarnings("NullAway") // A Void has no other value.
    private static <Q, R> SdkCall<Void> unanswered(MethodDescriptor<Q, R> method, Q request) {
        return of(method, request, answer -> null);
    }

    /** Method, request and how its answer is read. */
    private record Unary<Q, R, T>(MethodDescriptor<Q, R> method, Q request, Function<R, T> answer) {

        T block(Channel channel, CallOptions options) {
            return answer.apply(ClientCalls.blockingUnaryCall(channel, method, options, request));
        }

        ClientCall<Q, R> start(
                Channel channel,
                CallOptions options,
                Consumer<T> onAnswer,
                Consumer<Throwable> onFailure) {
            var call = channel.newCall(method, options);
            ClientCalls.asyncUnaryCall(call, request, new Observer<>(answer, onAnswer, onFailure));
            return call;
        }
    }

    /** Hands on the one answer, or why there is none. */
    private record Observer<R, T>(
            Function<R, T> answer, Consumer<T> onAnswer, Consumer<Throwable> onFailure)
            implements StreamObserver<R> {
        @Override
        public void onNext(R message) {
            onAnswer.accept(answer.apply(message));
        }

        @Override
        public void onError(Throwable failure) {
            onFailure.accept(failure);
        }

        @Override
        public void onCompleted() {
            // Of no effect where an answer came before.
            onFailure.accept(
                    Status.INTERNAL
                            .withDescription("the sidecar answered nothing")
                            .asRuntimeException());
        }
    }
}
