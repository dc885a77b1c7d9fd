package dev.tankfleet.agones.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.sdk.proto.GameServer.ObjectMeta;

import io.grpc.Status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.stream.Stream;

final class WireTest {
    @ParameterizedTest
    @MethodSource("refusals")
    void readsWhatASidecarMeans(Status.Code code, String text, Class<? extends SdkError> meaning) {
        SdkError error = Wire.error(code.toStatus().withDescription(text));

        assertThat(error).isInstanceOf(meaning);
        assertThat(error.message()).contains(text);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        Status.Code.UNKNOWN,
                        "could not retrieve GameServer default/d10: gameserver.agones.dev \"d10\""
                                + " not found",
                        SdkError.GameServerNotFound.class),
                Arguments.of(
                        Status.Code.UNKNOWN, "counter not found: nope", SdkError.NotFound.class),
                Arguments.of(Status.Code.UNKNOWN, "list not found: nope", SdkError.NotFound.class),
                Arguments.of(
                        Status.Code.UNKNOWN,
                        "not found: value zz not in list ids",
                        SdkError.NotFound.class),
                Arguments.of(
                        Status.Code.UNKNOWN,
                        "out of range. Count must be",
                        SdkError.OutOfRange.class),
                Arguments.of(
                        Status.Code.UNKNOWN,
                        "already exists. Value: x1 already in List: ids",
                        SdkError.AlreadyExists.class),
                Arguments.of(
                        Status.Code.UNKNOWN,
                        "invalid argument. Malformed CounterUpdateRequest: x",
                        SdkError.InvalidArgument.class),
                Arguments.of(
                        Status.Code.UNKNOWN,
                        "CountsAndLists not enabled",
                        SdkError.NotEnabled.class),
                Arguments.of(Status.Code.UNKNOWN, "something else", SdkError.Unexpected.class),
                Arguments.of(Status.Code.NOT_FOUND, "promised", SdkError.NotFound.class),
                Arguments.of(Status.Code.OUT_OF_RANGE, "promised", SdkError.OutOfRange.class),
                Arguments.of(Status.Code.ALREADY_EXISTS, "promised", SdkError.AlreadyExists.class),
                Arguments.of(
                        Status.Code.INVALID_ARGUMENT, "bad key", SdkError.InvalidArgument.class),
                Arguments.of(Status.Code.UNIMPLEMENTED, "old sidecar", SdkError.NotEnabled.class),
                Arguments.of(Status.Code.UNAVAILABLE, "io exception", SdkError.Unavailable.class),
                Arguments.of(Status.Code.CANCELLED, "RST_STREAM", SdkError.Unavailable.class),
                Arguments.of(Status.Code.DEADLINE_EXCEEDED, "late", SdkError.TimedOut.class),
                Arguments.of(Status.Code.INTERNAL, "strange", SdkError.Unexpected.class));
    }

    @Test
    void tellsAnInterruptFromADyingSidecar() {
        assertThat(Wire.error(Status.CANCELLED.withCause(new InterruptedException())))
                .isInstanceOf(SdkError.Interrupted.class);
    }

    @Test
    void keepsAnUnknownStateByItsName() {
        var message = dev.tankfleet.agones.sdk.proto.GameServer.newBuilder();
        message.getStatusBuilder().setState("Hibernating");

        GameServer server = Wire.gameServer(message.build());

        assertThat(server.state()).isEqualTo(GameServer.State.UNKNOWN);
        assertThat(server.stateText()).isEqualTo("Hibernating");
    }

    @Test
    void readsTimesAndTakesNoneForNone() {
        var message = dev.tankfleet.agones.sdk.proto.GameServer.newBuilder();
        GameServer fresh = Wire.gameServer(message.build());
        message.setObjectMeta(
                ObjectMeta.newBuilder()
                        .setDeletionTimestamp(1_800_000_000L)
                        .putAnnotations(
                                GameServer.LAST_ALLOCATED, "2026-11-20T10:00:00.123456789Z"));
        GameServer old = Wire.gameServer(message.build());

        assertThat(fresh.isBeingDeleted()).isFalse();
        assertThat(fresh.lastAllocated()).isEmpty();
        assertThat(old.deletionTimestamp()).isEqualTo(Instant.ofEpochSecond(1_800_000_000L));
        assertThat(old.lastAllocated()).contains(Instant.parse("2026-11-20T10:00:00.123456789Z"));
    }

    @Test
    void takesAMalformedLastAllocatedForNone() {
        var message = dev.tankfleet.agones.sdk.proto.GameServer.newBuilder();
        message.setObjectMeta(
                ObjectMeta.newBuilder().putAnnotations(GameServer.LAST_ALLOCATED, "yesterday"));

        assertThat(Wire.gameServer(message.build()).lastAllocated()).isEmpty();
    }
}
