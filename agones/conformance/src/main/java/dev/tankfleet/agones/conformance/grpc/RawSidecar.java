package dev.tankfleet.agones.conformance.grpc;

import com.google.protobuf.FieldMask;

import dev.tankfleet.agones.sdk.proto.Duration;
import dev.tankfleet.agones.sdk.proto.Empty;
import dev.tankfleet.agones.sdk.proto.GameServer;
import dev.tankfleet.agones.sdk.proto.KeyValue;
import dev.tankfleet.agones.sdk.proto.SDKGrpc;
import dev.tankfleet.agones.sdk.proto.beta.AddListValueRequest;
import dev.tankfleet.agones.sdk.proto.beta.Counter;
import dev.tankfleet.agones.sdk.proto.beta.CounterUpdateRequest;
import dev.tankfleet.agones.sdk.proto.beta.GetCounterRequest;
import dev.tankfleet.agones.sdk.proto.beta.GetListRequest;
import dev.tankfleet.agones.sdk.proto.beta.List;
import dev.tankfleet.agones.sdk.proto.beta.RemoveListValueRequest;
import dev.tankfleet.agones.sdk.proto.beta.UpdateCounterRequest;
import dev.tankfleet.agones.sdk.proto.beta.UpdateListRequest;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;

import java.util.concurrent.TimeUnit;

/** One sidecar, call by call. One thread uses it. */
public final class RawSidecar implements AutoCloseable {
    private final ManagedChannel channel;

    public RawSidecar(int port) {
        this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    }

    public Answer<Empty> ready() {
        return Calls.answer(() -> stable().ready(Empty.getDefaultInstance()));
    }

    public Answer<Empty> allocate() {
        return Calls.answer(() -> stable().allocate(Empty.getDefaultInstance()));
    }

    public Answer<Empty> shutdown() {
        return Calls.answer(() -> stable().shutdown(Empty.getDefaultInstance()));
    }

    public Answer<Empty> reserve(long seconds) {
        return Calls.answer(
                () -> stable().reserve(Duration.newBuilder().setSeconds(seconds).build()));
    }

    public Answer<Empty> setLabel(String key, String value) {
        return Calls.answer(() -> stable().setLabel(pair(key, value)));
    }

    public Answer<Empty> setAnnotation(String key, String value) {
        return Calls.answer(() -> stable().setAnnotation(pair(key, value)));
    }

    public Answer<GameServer> gameServer() {
        return Calls.answer(() -> stable().getGameServer(Empty.getDefaultInstance()));
    }

    public Answer<Counter> counter(String name) {
        return Calls.answer(
                () -> beta().getCounter(GetCounterRequest.newBuilder().setName(name).build()));
    }

    public Answer<Counter> updateCounter(CounterUpdateRequest.Builder update) {
        return Calls.answer(
                () ->
                        beta().updateCounter(
                                        UpdateCounterRequest.newBuilder()
                                                .setCounterUpdateRequest(update)
                                                .build()));
    }

    public Answer<List> list(String name) {
        return Calls.answer(
                () -> beta().getList(GetListRequest.newBuilder().setName(name).build()));
    }

    public Answer<List> addValue(String name, String value) {
        return Calls.answer(
                () ->
                        beta().addListValue(
                                        AddListValueRequest.newBuilder()
                                                .setName(name)
                                                .setValue(value)
                                                .build()));
    }

    public Answer<List> removeValue(String name, String value) {
        return Calls.answer(
                () ->
                        beta().removeListValue(
                                        RemoveListValueRequest.newBuilder()
                                                .setName(name)
                                                .setValue(value)
                                                .build()));
    }

    public Answer<List> updateList(List list, String... paths) {
        FieldMask mask = FieldMask.newBuilder().addAllPaths(java.util.List.of(paths)).build();
        return Calls.answer(
                () ->
                        beta().updateList(
                                        UpdateListRequest.newBuilder()
                                                .setList(list)
                                                .setUpdateMask(mask)
                                                .build()));
    }

    /** Opens a watch; what it tells is kept from now on. */
    public RawWatch watch() {
        RawWatch watch = new RawWatch();
        SDKGrpc.newStub(channel)
                .withWaitForReady()
                .watchGameServer(Empty.getDefaultInstance(), watch);
        return watch;
    }

    /** Opens a stream of signs of life. */
    public RawHealth health() {
        RawHealth health = new RawHealth();
        health.start(SDKGrpc.newStub(channel).withWaitForReady().health(health));
        return health;
    }

    @Override
    public void close() {
        Calls.close(channel);
    }

    private SDKGrpc.SDKBlockingStub stable() {
        return SDKGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(Calls.DEADLINE_S, TimeUnit.SECONDS);
    }

    private dev.tankfleet.agones.sdk.proto.beta.SDKGrpc.SDKBlockingStub beta() {
        return dev.tankfleet.agones.sdk.proto.beta.SDKGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(Calls.DEADLINE_S, TimeUnit.SECONDS);
    }

    private static KeyValue pair(String key, String value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }
}
