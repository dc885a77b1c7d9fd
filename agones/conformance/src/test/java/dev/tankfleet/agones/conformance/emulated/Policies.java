package dev.tankfleet.agones.conformance.emulated;

import dev.tankfleet.agones.emulator.autoscaler.ActivePeriod;
import dev.tankfleet.agones.emulator.fleet.Amount;
import dev.tankfleet.agones.kubernetes.autoscaler.Policy;

import io.fabric8.kubernetes.api.model.IntOrString;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;

/** Policies as Kubernetes has them, for the emulator. Pure. */
final class Policies {
    private Policies() {}

    /**
     * The emulator's policy.
     *
     * @throws IllegalArgumentException if something is missing; the message names it
     */
    static dev.tankfleet.agones.emulator.autoscaler.Policy of(Policy policy) {
        return switch (Objects.requireNonNull(policy.type())) {
            case "Buffer" -> buffer(Objects.requireNonNull(policy.buffer()));
            case "Counter" -> room(false, Objects.requireNonNull(policy.counter()));
            case "List" -> room(true, Objects.requireNonNull(policy.list()));
            case "Webhook" -> webhook(Objects.requireNonNull(policy.webhook()));
            case "Schedule" -> schedule(Objects.requireNonNull(policy.schedule()));
            case "Chain" ->
                    new dev.tankfleet.agones.emulator.autoscaler.Policy.Chain(
                            policy.chain().stream()
                                    .map(
                                            entry ->
                                                    new dev.tankfleet.agones.emulator.autoscaler
                                                            .Policy.Entry(
                                                            Objects.requireNonNull(entry.id()),
                                                            of(entry)))
                                    .toList());
            default -> throw new IllegalArgumentException("type: " + policy.type());
        };
    }

    private static dev.tankfleet.agones.emulator.autoscaler.Policy buffer(Policy.Buffer buffer) {
        return new dev.tankfleet.agones.emulator.autoscaler.Policy.Buffer(
                amount(buffer.bufferSize()),
                Objects.requireNonNull(buffer.minReplicas()),
                Objects.requireNonNull(buffer.maxReplicas()));
    }

    private static dev.tankfleet.agones.emulator.autoscaler.Policy room(
            boolean isList, Policy.Room room) {
        return new dev.tankfleet.agones.emulator.autoscaler.Policy.Room(
                isList,
                Objects.requireNonNull(room.key()),
                amount(room.bufferSize()),
                Objects.requireNonNull(room.minCapacity()),
                Objects.requireNonNull(room.maxCapacity()));
    }

    private static dev.tankfleet.agones.emulator.autoscaler.Policy webhook(Policy.Webhook hook) {
        return new dev.tankfleet.agones.emulator.autoscaler.Policy.Webhook(
                URI.create(Objects.requireNonNull(hook.url())), hook.caBundle());
    }

    private static dev.tankfleet.agones.emulator.autoscaler.Policy schedule(
            Policy.Schedule schedule) {
        Policy.Between between = Objects.requireNonNull(schedule.between());
        return dev.tankfleet.agones.emulator.autoscaler.Policy.Schedule.between(
                between.start(),
                between.end(),
                period(schedule.activePeriod()),
                of(Objects.requireNonNull(schedule.policy())));
    }

    private static ActivePeriod period(Policy.@Nullable ActivePeriod period) {
        if (period == null) {
            return ActivePeriod.ALWAYS;
        }
        return new ActivePeriod(
                ZoneId.of(period.timezone() == null ? "UTC" : period.timezone()),
                period.startCron() == null ? "" : period.startCron(),
                period.duration() == null ? null : Duration.parse("PT" + period.duration()));
    }

    private static Amount amount(@Nullable IntOrString size) {
        Objects.requireNonNull(size);
        return size.getStrVal() == null
                ? Amount.of(size.getIntVal())
                : Amount.parse(size.getStrVal());
    }
}
