package dev.tankfleet.gameserver.seat;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.tankfleet.process.config.Secret;
import dev.tankfleet.proto.subject.Id;
import dev.tankfleet.testkit.fuzz.Effort;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Any text in the place of a resume token: null, or a content whose one spelling is this text. The
 * key is known to the corpus, so that genuine tokens are among the inputs.
 */
final class ResumeTokenFuzzTest {
    private static final ResumeTokens TOKENS =
            new ResumeTokens(List.of(Secret.of("a-key-of-the-fuzz-tests-alone")));

    @FuzzTest
    void readsOrRefusesResumeTokens(byte[] text) {
        var token = new String(text, StandardCharsets.UTF_8);

        var content = Effort.bounded(text.length, () -> TOKENS.read(token));

        if (content != null) {
            assertThat(Id.isValid(content.matchId())).isTrue();
            assertThat(Id.isValid(content.playerId())).isTrue();
            assertThat(content.number()).isNotNegative();
            assertThat(TOKENS.make(content.matchId(), content.playerId(), content.number()))
                    .isEqualTo(token);
        }
    }
}
