package dev.tankfleet.service.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.proto.json.MalformedBody;

import io.micronaut.http.HttpResponse;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;

final class RequestGateTest {
    private final RequestGate gate = new RequestGate(1);

    @Test
    void tellsOneTooManyToComeAgain() {
        var inner =
                gate.answer(
                        () -> {
                            var second = gate.answer(HttpResponse::ok);
                            assertThat(codeIn(second)).isEqualTo("busy");
                            assertThat(second.header("Retry-After")).isEqualTo("1");
                            return HttpResponse.ok();
                        });

        assertThat(inner.code()).isEqualTo(200);
        assertThat(gate.answer(HttpResponse::ok).code()).isEqualTo(200);
    }

    @Test
    void answersForABodyThatCannotBeRead() {
        var answer =
                gate.answer(
                        () -> {
                            throw new MalformedBody("name: empty");
                        });

        assertThat(answer.code()).isEqualTo(400);
        assertThat(bodyOf(answer)).contains("malformed_body").contains("name: empty");
    }

    @Test
    void answersForADatabaseThatIsAway() {
        var answer =
                gate.answer(
                        () -> {
                            throw new IllegalStateException(new SQLException("gone", "08006"));
                        });

        assertThat(answer.code()).isEqualTo(503);
        assertThat(codeIn(answer)).isEqualTo("database_unavailable");
    }

    @Test
    void hidesNoMistakeAndKeepsItsPlaces() {
        assertThatThrownBy(
                        () ->
                                gate.answer(
                                        () -> {
                                            throw new IllegalStateException("ours");
                                        }))
                .hasMessage("ours");

        assertThat(gate.answer(HttpResponse::ok).code()).isEqualTo(200);
    }

    @Test
    void roundsTheWaitUpToWholeSeconds() {
        var answer = Problem.response(CommonProblem.BUSY, Duration.ofMillis(1_001));

        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(Problem.response(CommonProblem.MISSING_TOKEN).header("WWW-Authenticate"))
                .isEqualTo("Bearer");
    }

    private static String codeIn(HttpResponse<?> response) {
        return bodyOf(response).replaceFirst(".*\"code\":\"([a-z_]+)\".*", "$1");
    }

    private static String bodyOf(HttpResponse<?> response) {
        return new String((byte[]) response.body(), StandardCharsets.UTF_8);
    }
}
