package dev.tankfleet.testkit.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.regex.Pattern;

final class HostileIdsTest {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int IDS = 20_000;

    @Test
    void makesNothingThatIsAnId() {
        var ids = new HostileIds(1);
        for (int i = 0; i < IDS; i++) {
            assertThat(ID.matcher(ids.next()).matches()).isFalse();
        }
    }

    @Test
    void repeatsItselfAfterTheSameSeed() {
        var first = new HostileIds(2);
        var second = new HostileIds(2);
        var different = new HashSet<String>();
        for (int i = 0; i < IDS; i++) {
            var id = first.next();
            assertThat(second.next()).isEqualTo(id);
            different.add(id);
        }
        assertThat(different).hasSizeGreaterThan(IDS / 2);
    }
}
