package dev.tankfleet.agones.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.allocation.AllocationOutcome.Contention;
import dev.tankfleet.agones.allocation.AllocationOutcome.Invalid;
import dev.tankfleet.agones.allocation.AllocationOutcome.NoneReady;
import dev.tankfleet.agones.allocation.AllocationOutcome.Unavailable;
import dev.tankfleet.agones.allocation.AllocationOutcome.UnknownMayHaveHappened;
import dev.tankfleet.agones.allocation.proto.AllocationResponse;

import io.grpc.Status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.stream.Stream;

final class WireTest {
    @ParameterizedTest
    @MethodSource("refusals")
    void readsWhatAnAllocatorMeans(
            Status.Code code,
            String text,
            boolean isSent,
            Class<? extends AllocationOutcome> meaning) {
        assertThat(Wire.refused(code.toStatus().withDescription(text), isSent))
                .isInstanceOf(meaning);
    }

    static Stream<Arguments> refusals() {
        String none = "there is no available GameServer to allocate";
        String invalid =
                "GameServerAllocation.allocation.agones.dev \"\" is invalid: spec.metadata.labels:"
                        + " x";
        return Stream.of(
                Arguments.of(Status.Code.RESOURCE_EXHAUSTED, none, true, NoneReady.class),
                Arguments.of(Status.Code.NOT_FOUND, none, true, NoneReady.class),
                Arguments.of(
                        Status.Code.RESOURCE_EXHAUSTED,
                        "gRPC message exceeds maximum size 4194304: 5000000",
                        true,
                        UnknownMayHaveHappened.class),
                Arguments.of(Status.Code.UNKNOWN, invalid, true, Invalid.class),
                Arguments.of(
                        Status.Code.UNKNOWN,
                        "could not update the selected GameServer",
                        true,
                        Contention.class),
                Arguments.of(Status.Code.UNKNOWN, "who knows", true, UnknownMayHaveHappened.class),
                Arguments.of(Status.Code.ABORTED, "too many", true, Contention.class),
                Arguments.of(Status.Code.INVALID_ARGUMENT, "bad", true, Invalid.class),
                Arguments.of(Status.Code.UNAUTHENTICATED, "who", true, Invalid.class),
                Arguments.of(Status.Code.PERMISSION_DENIED, "no", true, Invalid.class),
                Arguments.of(Status.Code.UNAVAILABLE, "refused", false, Unavailable.class),
                Arguments.of(Status.Code.UNAVAILABLE, "broken", true, UnknownMayHaveHappened.class),
                Arguments.of(Status.Code.DEADLINE_EXCEEDED, "no route", false, Unavailable.class),
                Arguments.of(
                        Status.Code.DEADLINE_EXCEEDED, "late", true, UnknownMayHaveHappened.class),
                Arguments.of(Status.Code.CANCELLED, "gone", true, UnknownMayHaveHappened.class));
    }

    @Test
    void takesAnAnswerWithoutANameForNoAnswer() {
        assertThat(Wire.allocated(AllocationResponse.getDefaultInstance()))
                .isInstanceOf(AllocationOutcome.UnknownMayHaveHappened.class);
    }

    @Test
    void writesSelectorsAndMetadataAsTheyAre() {
        var request =
                Wire.request(
                        Allocation.ready("ns", Map.of("build", "7"))
                                .withLabel("l", "1")
                                .withAnnotation("a", "2"));

        assertThat(request.getNamespace()).isEqualTo("ns");
        assertThat(request.getGameServerSelectors(0).getMatchLabelsMap())
                .containsExactly(Map.entry("build", "7"));
        assertThat(request.getMetadata().getLabelsMap()).containsExactly(Map.entry("l", "1"));
        assertThat(request.getMetadata().getAnnotationsMap()).containsExactly(Map.entry("a", "2"));
        assertThat(request.hasMetaPatch()).isFalse();
    }
}
