package dev.tankfleet.agones.emulator.grpc;

import com.google.protobuf.Int64Value;

import dev.tankfleet.agones.allocation.proto.AllocationResponse;
import dev.tankfleet.agones.allocation.proto.AllocationResponse.GameServerMetadata;
import dev.tankfleet.agones.allocation.proto.AllocationResponse.GameServerStatusAddress;
import dev.tankfleet.agones.allocation.proto.AllocationResponse.GameServerStatusPort;
import dev.tankfleet.agones.emulator.cluster.StoredServer;
import dev.tankfleet.agones.sdk.proto.GameServer;
import dev.tankfleet.agones.sdk.proto.GameServer.ObjectMeta;
import dev.tankfleet.agones.sdk.proto.GameServer.Spec;
import dev.tankfleet.agones.sdk.proto.GameServer.Status;
import dev.tankfleet.agones.sdk.proto.beta.Counter;
import dev.tankfleet.agones.sdk.proto.beta.List;

/** From stored servers to messages; pure functions. */
final class Messages {
    private static final String SOURCE = "local";

    private Messages() {}

    static GameServer gameServer(StoredServer server) {
        var meta =
                ObjectMeta.newBuilder()
                        .setName(server.name())
                        .setNamespace(server.namespace())
                        .setUid(server.uid())
                        .setResourceVersion(Long.toString(server.version()))
                        .setGeneration(server.generation())
                        .setCreationTimestamp(server.createdAt().getEpochSecond())
                        .putAllAnnotations(server.annotations())
                        .putAllLabels(server.labels());
        if (server.deletedAt() != null) {
            meta.setDeletionTimestamp(server.deletedAt().getEpochSecond());
        }
        return GameServer.newBuilder()
                .setObjectMeta(meta)
                .setSpec(spec(server))
                .setStatus(status(server))
                .build();
    }

    static Counter counter(String name, dev.tankfleet.agones.sdk.GameServer.Counter counter) {
        return Counter.newBuilder()
                .setName(name)
                .setCount(counter.count())
                .setCapacity(counter.capacity())
                .build();
    }

    static List list(String name, dev.tankfleet.agones.sdk.GameServer.ValueList list) {
        return List.newBuilder()
                .setName(name)
                .setCapacity(list.capacity())
                .addAllValues(list.values())
                .build();
    }

    static AllocationResponse allocation(StoredServer server, String nodeName) {
        var response =
                AllocationResponse.newBuilder()
                        .setGameServerName(server.name())
                        .setAddress(server.status().address())
                        .setNodeName(nodeName)
                        .setSource(SOURCE)
                        .setMetadata(
                                GameServerMetadata.newBuilder()
                                        .putAllLabels(server.labels())
                                        .putAllAnnotations(server.annotations()));
        server.status()
                .ports()
                .forEach(
                        port ->
                                response.addPorts(
                                        GameServerStatusPort.newBuilder()
                                                .setName(port.name())
                                                .setPort(port.port())));
        server.view()
                .addresses()
                .forEach(
                        address ->
                                response.addAddresses(
                                        GameServerStatusAddress.newBuilder()
                                                .setType(address.type())
                                                .setAddress(address.address())));
        server.counters()
                .forEach(
                        (name, counter) ->
                                response.putCounters(
                                        name,
                                        AllocationResponse.CounterStatus.newBuilder()
                                                .setCount(Int64Value.of(counter.count()))
                                                .setCapacity(Int64Value.of(counter.capacity()))
                                                .build()));
        server.lists()
                .forEach(
                        (name, list) ->
                                response.putLists(
                                        name,
                                        AllocationResponse.ListStatus.newBuilder()
                                                .addAllValues(list.values())
                                                .setCapacity(Int64Value.of(list.capacity()))
                                                .build()));
        return response.build();
    }

    private static Spec spec(StoredServer server) {
        var health = server.template().health();
        return Spec.newBuilder()
                .setHealth(
                        Spec.Health.newBuilder()
                                .setDisabled(health.disabled())
                                .setPeriodSeconds(Math.toIntExact(health.period().toSeconds()))
                                .setFailureThreshold(health.failureThreshold())
                                .setInitialDelaySeconds(
                                        Math.toIntExact(health.initialDelay().toSeconds())))
                .build();
    }

    private static Status status(StoredServer server) {
        var status =
                Status.newBuilder()
                        .setState(server.state().text())
                        .setAddress(server.status().address());
        server.status()
                .ports()
                .forEach(
                        port ->
                                status.addPorts(
                                        Status.Port.newBuilder()
                                                .setName(port.name())
                                                .setPort(port.port())));
        server.view()
                .addresses()
                .forEach(
                        address ->
                                status.addAddresses(
                                        Status.Address.newBuilder()
                                                .setType(address.type())
                                                .setAddress(address.address())));
        server.counters()
                .forEach(
                        (name, counter) ->
                                status.putCounters(
                                        name,
                                        Status.CounterStatus.newBuilder()
                                                .setCount(counter.count())
                                                .setCapacity(counter.capacity())
                                                .build()));
        server.lists()
                .forEach(
                        (name, list) ->
                                status.putLists(
                                        name,
                                        Status.ListStatus.newBuilder()
                                                .setCapacity(list.capacity())
                                                .addAllValues(list.values())
                                                .build()));
        return status.build();
    }
}
