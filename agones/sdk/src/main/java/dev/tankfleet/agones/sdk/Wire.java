package dev.tankfleet.agones.sdk;

import io.grpc.Status;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From the wire to our types; pure functions. */
final class Wire {
    private Wire() {}

    static GameServer gameServer(dev.tankfleet.agones.sdk.proto.GameServer message) {
        var meta = message.getObjectMeta();
        var status = message.getStatus();
        Map<String, GameServer.Counter> counters = new HashMap<>();
        status.getCountersMap()
                .forEach(
                        (name, c) ->
                                counters.put(
                                        name,
                                        new GameServer.Counter(c.getCount(), c.getCapacity())));
        Map<String, GameServer.ValueList> lists = new HashMap<>();
        status.getListsMap()
                .forEach(
                        (name, l) ->
                                lists.put(
                                        name,
                                        new GameServer.ValueList(
                                                l.getCapacity(), l.getValuesList())));
        return new GameServer(
                meta.getName(),
                meta.getNamespace(),
                meta.getUid(),
                status.getState(),
                meta.getLabelsMap(),
                meta.getAnnotationsMap(),
                status.getAddress(),
                addresses(status),
                status.getPortsList().stream()
                        .map(p -> new GameServer.Port(p.getName(), p.getPort()))
                        .toList(),
                counters,
                lists,
                health(message.getSpec().getHealth()),
                time(meta.getDeletionTimestamp()));
    }

    static GameServer.Counter counter(dev.tankfleet.agones.sdk.proto.beta.Counter counter) {
        return new GameServer.Counter(counter.getCount(), counter.getCapacity());
    }

    static GameServer.ValueList list(dev.tankfleet.agones.sdk.proto.beta.List list) {
        return new GameServer.ValueList(list.getCapacity(), list.getValuesList());
    }

    static SdkError error(Status status) {
        String text =
                status.getDescription() == null ? status.getCode().name() : status.getDescription();
        return switch (status.getCode()) {
            case UNAVAILABLE -> unavailable(text, status.getCause());
            case DEADLINE_EXCEEDED -> new SdkError.TimedOut(text);
            case CANCELLED -> cancelled(text, status.getCause());
            case INVALID_ARGUMENT -> new SdkError.InvalidArgument(text);
            case NOT_FOUND -> new SdkError.NotFound(text);
            case OUT_OF_RANGE -> new SdkError.OutOfRange(text);
            case ALREADY_EXISTS -> new SdkError.AlreadyExists(text);
            case UNIMPLEMENTED -> new SdkError.NotEnabled(text);
            case UNKNOWN -> byText(text);
            default -> new SdkError.Unexpected(status.getCode().name(), text);
        };
    }

    private static List<GameServer.Address> addresses(
            dev.tankfleet.agones.sdk.proto.GameServer.Status status) {
        return status.getAddressesList().stream()
                .map(a -> new GameServer.Address(a.getType(), a.getAddress()))
                .toList();
    }

    private static GameServer.Health health(
            dev.tankfleet.agones.sdk.proto.GameServer.Spec.Health health) {
        return new GameServer.Health(
                health.getDisabled(),
                Duration.ofSeconds(health.getPeriodSeconds()),
                health.getFailureThreshold(),
                Duration.ofSeconds(health.getInitialDelaySeconds()));
    }

    private static @Nullable Instant time(long epochSeconds) {
        return epochSeconds == 0 ? null : Instant.ofEpochSecond(epochSeconds);
    }

    private static SdkError unavailable(String text, @Nullable Throwable cause) {
        return new SdkError.Unavailable(cause == null ? text : text + ": " + cause.getMessage());
    }

    /**
     * We cancel a call only for an interrupt; without one it was the other side, on its way down.
     */
    private static SdkError cancelled(String text, @Nullable Throwable cause) {
        return cause instanceof InterruptedException
                ? new SdkError.Interrupted(text)
                : unavailable(text, cause);
    }

    /** The sidecar's own refusals have no code; their beginnings are all there is to go by. */
    private static SdkError byText(String text) {
        if (text.startsWith("could not retrieve GameServer") && text.endsWith("not found")) {
            return new SdkError.GameServerNotFound(text);
        }
        if (text.startsWith("counter not found")
                || text.startsWith("list not found")
                || text.startsWith("not found")) {
            return new SdkError.NotFound(text);
        }
        if (text.startsWith("out of range")) {
            return new SdkError.OutOfRange(text);
        }
        if (text.startsWith("already exists")) {
            return new SdkError.AlreadyExists(text);
        }
        if (text.startsWith("invalid argument")) {
            return new SdkError.InvalidArgument(text);
        }
        if (text.startsWith("no gameservers for fleet")) {
            return new SdkError.SidecarDefect(text);
        }
        return text.contains("not enabled")
                ? new SdkError.NotEnabled(text)
                : new SdkError.Unexpected(Status.Code.UNKNOWN.name(), text);
    }
}
