package dev.tankfleet.backup.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;

/** A file that is larger than a part; only the size of a part is not that of real ones. */
final class PartsTest {
    private static final CopyName NAME =
            new CopyName(Kind.POSTGRES, "centre", Instant.parse("2026-03-01T12:00:00Z"));
    private static final int PART_BYTES = 10_000;
    private static final int SIZE_BYTES = 70_000;

    @TempDir private Path scratch;
    private final TestPlace place = TestPlace.inMemory();
    private Path file;

    @BeforeEach
    void makeACopy() throws IOException {
        var bytes = new byte[SIZE_BYTES];
        new Random(1).nextBytes(bytes);
        file = Files.write(scratch.resolve("base"), bytes);
        var copy = CopyWriter.begin(place.writer(), NAME, scratch, PART_BYTES);
        copy.add("base", file);
        copy.add("small", Files.write(scratch.resolve("small"), new byte[10]));
        copy.finish(InstantSource.fixed(NAME.at()), Map.of());
    }

    @Test
    void storesNoPartThatIsTooLargeAndLeavesNoneBehind() throws IOException {
        var parts = place.store().list(NAME.path() + "/base");

        assertThat(parts).hasSize(8).allMatch(part -> part.sizeBytes() <= PART_BYTES);
        assertThat(parts.get(1).name()).endsWith("/base.age.002");
        assertThat(Files.list(scratch)).hasSize(2);
    }

    @Test
    void putsPartsTogetherAgain() throws IOException {
        var manifest = place.reader().manifest(NAME);
        assertThat(place.reader().check(manifest)).isGreaterThan(SIZE_BYTES);
        var folder = Files.createDirectory(scratch.resolve("restored"));

        var files = place.reader().restore(manifest, place.opener(), folder);

        assertThat(files).containsExactly("base", "small");
        assertThat(folder.resolve("base")).hasSameBinaryContentAs(file);
        assertThat(Files.list(folder)).hasSize(2);
    }

    @Test
    void noticesAPartThatIsAnother() throws IOException {
        var manifest = place.reader().manifest(NAME);
        var third = NAME.path() + "/base.age.003";
        var content = new ByteArrayOutputStream();
        place.store().get(NAME.path() + "/base.age.004", content);
        place.store().delete(third);
        place.store().put(third, content.toByteArray());
        var folder = Files.createDirectory(scratch.resolve("restored"));

        assertThatThrownBy(() -> place.reader().restore(manifest, place.opener(), folder))
                .isInstanceOf(DamagedCopy.class)
                .hasMessageContaining("base.age.003 is not what was stored");
    }
}
