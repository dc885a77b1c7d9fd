package dev.tankfleet.backup.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.backup.copy.Copies;
import dev.tankfleet.backup.copy.CopyName;
import dev.tankfleet.backup.copy.CopyWriter;
import dev.tankfleet.backup.copy.Kind;
import dev.tankfleet.backup.copy.Manifest;
import dev.tankfleet.backup.copy.TestPlace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

final class SweepTest {
    private static final Instant START = Instant.parse("2026-03-01T00:30:00Z");
    private static final Rule RULE = new Rule(2, 1);

    @TempDir private Path scratch;
    private final TestPlace place = TestPlace.inMemory();
    private final Sweep sweep = Sweep.of(place.store(), place.reader());

    @Test
    void takesAwayWhatTheRuleGivesUpAndNothingElse() throws IOException {
        for (int hour = 0; hour < 5; hour++) {
            copy("eu", hour);
            copy("us", hour);
        }
        place.store().put("something/of/others", new byte[1]);

        sweep.carryOut(plan(4));

        assertThat(names("eu")).containsExactly(name("eu", 3), name("eu", 4));
        assertThat(names("us")).hasSize(5);
        assertThat(place.store().list("something/")).hasSize(1);
        assertThat(plan(4).doomed()).isEmpty();
    }

    @Test
    void neverLetsADamagedCopyStandForAWholeOne() throws IOException {
        for (int hour = 0; hour < 4; hour++) {
            copy("eu", hour);
        }
        // The two newest: one without a file, one with another's manifest.
        place.store().delete(name("eu", 3).path() + "/file.age");
        var manifest = name("eu", 2).path() + "/" + Manifest.NAME;
        place.store().delete(manifest);
        place.store().put(manifest, new byte[] {'{', '}'});

        var plan = plan(3);
        sweep.carryOut(plan);

        assertThat(plan.kept()).containsExactly(name("eu", 0), name("eu", 1));
        assertThat(plan.damaged())
                .hasSize(2)
                .anyMatch(what -> what.startsWith(name("eu", 2).path()))
                .anyMatch(what -> what.contains("without [file.age]"));
        assertThat(names("eu")).hasSize(4);
    }

    @Test
    void takesAwayBeginningsOnlyWhenNobodyCanBeAtThem() throws IOException {
        copy("eu", 0);
        place.store().put(name("eu", 1).path() + "/file.age", new byte[1]);
        place.store().put(name("eu", 30).path() + "/file.age", new byte[1]);

        sweep.carryOut(plan(31));

        assertThat(names("eu")).containsExactly(name("eu", 0), name("eu", 30));
    }

    private Sweep.Plan plan(int hour) throws IOException {
        return sweep.plan(Kind.REDIS, "eu", START.plus(Duration.ofHours(hour)), RULE);
    }

    private List<CopyName> names(String source) throws IOException {
        return Copies.of(place.store(), Kind.REDIS, source).stream().map(f -> f.name()).toList();
    }

    private static CopyName name(String source, int hour) {
        return new CopyName(Kind.REDIS, source, START.plus(Duration.ofHours(hour)));
    }

    private void copy(String source, int hour) throws IOException {
        var file = Files.write(scratch.resolve("file"), new byte[] {1, 2, 3});
        var copy = CopyWriter.begin(place.writer(), name(source, hour), scratch);
        copy.add("file", file);
        copy.finish(InstantSource.fixed(START), Map.of());
    }
}
