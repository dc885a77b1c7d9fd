package dev.tankfleet.backup.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.backup.store.Store;
import dev.tankfleet.backup.store.StoredObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Damage of every object of a copy, the manifest included, by seed. */
final class DamageSimulationTest {
    private static final int FLIPS = Integer.getInteger("tankfleet.backup.flips", 1_000);
    private static final int CUTS = Integer.getInteger("tankfleet.backup.cuts", 100);
    private static final long SEED = Long.getLong("tankfleet.backup.seed", 26);
    private static final CopyName NAME =
            new CopyName(Kind.REDIS, "eu", Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir private Path scratch;
    private final TestPlace place = TestPlace.inMemory();
    private final Store store = place.store();

    @BeforeEach
    void makeACopy() throws IOException {
        var random = new Random(SEED);
        var copy = CopyWriter.begin(place.writer(), NAME, scratch);
        for (int size : new int[] {0, 1, 70_000}) {
            var bytes = new byte[size];
            random.nextBytes(bytes);
            copy.add("file-" + size, Files.write(scratch.resolve("file-" + size), bytes));
        }
        copy.finish(InstantSource.fixed(NAME.at()), Map.of("counted", "3"));
    }

    @Test
    void findsEveryFlippedBit() throws IOException {
        var random = new Random(SEED);
        var hit = new HashSet<String>();
        for (int i = 0; i < FLIPS; i++) {
            var victim = victim(random);
            var bytes = content(victim.name());
            int bit = random.nextInt(bytes.length * Byte.SIZE);
            bytes[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));

            assertFound(victim, bytes, "bit " + bit);
            hit.add(victim.name());
        }
        assertThat(hit).hasSize(4);
    }

    @Test
    void findsEveryTruncation() throws IOException {
        var random = new Random(SEED);
        for (int i = 0; i < CUTS; i++) {
            var victim = victim(random);
            int left = random.nextInt((int) victim.sizeBytes());

            assertFound(victim, Arrays.copyOf(content(victim.name()), left), "cut to " + left);
        }
    }

    @Test
    void findsWhatWasAddedRemovedAndSwapped() throws IOException {
        var path = NAME.path() + "/";
        assertThat(check()).isPositive();

        var one = content(path + "file-1.age");
        assertFound(object("file-1.age"), content(path + "file-0.age"), "another file");
        assertFound(object("file-1.age"), Arrays.copyOf(one, one.length + 1), "one byte more");
        store.delete(path + "file-1.age");
        assertThatThrownBy(this::check).hasMessageContaining("without [file-1.age]");
        store.put(path + "file-1.age", one);
        store.put(path + "stranger", one);
        assertThatThrownBy(this::check).hasMessageContaining("stranger does not belong to it");
        store.delete(path + "stranger");

        assertThat(check()).isPositive();
    }

    @Test
    void believesNoManifestFromElsewhere() throws IOException {
        var later = new CopyName(Kind.REDIS, "eu", NAME.at().plusSeconds(3_600));
        for (var object : store.list(NAME.path())) {
            var name = object.name().replace(NAME.path(), later.path());
            store.put(name, content(object.name()));
        }
        assertThatThrownBy(() -> place.reader().manifest(later))
                .isInstanceOf(DamagedCopy.class)
                .hasMessageContaining("its manifest is that of " + NAME);

        var stranger = CopyWriter.begin(TestPlace.in(store).writer(), otherSource(), scratch);
        stranger.finish(InstantSource.system(), Map.of());
        assertThatThrownBy(() -> place.reader().manifest(otherSource()))
                .isInstanceOf(DamagedCopy.class)
                .hasMessageContaining("who is not trusted");
    }

    @Test
    void restoresWhatWasCopied() throws IOException {
        var folder = Files.createDirectory(scratch.resolve("restored"));

        var files = place.reader().restore(place.reader().manifest(NAME), place.opener(), folder);

        assertThat(files).containsExactly("file-0", "file-1", "file-70000");
        for (var file : files) {
            assertThat(folder.resolve(file)).hasSameBinaryContentAs(scratch.resolve(file));
        }
        assertThat(Files.list(folder)).hasSize(3);
    }

    @Test
    void opensForNobodyElse() throws IOException {
        var manifest = place.reader().manifest(NAME);
        var folder = Files.createDirectory(scratch.resolve("restored"));
        var stranger = TestPlace.inMemory().opener();

        assertThatThrownBy(() -> place.reader().restore(manifest, stranger, folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file-0: cannot open it");
    }

    private static CopyName otherSource() {
        return new CopyName(Kind.REDIS, "us", NAME.at());
    }

    /** Puts damaged content in place of an object, looks, and puts the right one back. */
    private void assertFound(StoredObject victim, byte[] damaged, String how) throws IOException {
        var right = content(victim.name());
        replace(victim.name(), damaged);

        assertThatThrownBy(this::check)
                .as("%s of %s, seed %d", how, victim.name(), SEED)
                .isInstanceOf(DamagedCopy.class);

        replace(victim.name(), right);
    }

    private long check() throws IOException {
        var found = Copies.of(store, Kind.REDIS, "eu");
        assertThat(found).hasSize(1);
        return place.reader().check(place.reader().whole(found.getFirst()));
    }

    private void replace(String name, byte[] content) throws IOException {
        store.delete(name);
        store.put(name, content);
    }

    private StoredObject victim(Random random) throws IOException {
        List<StoredObject> objects = store.list(NAME.path());
        return objects.get(random.nextInt(objects.size()));
    }

    private StoredObject object(String file) throws IOException {
        return store.list(NAME.path() + "/" + file).getFirst();
    }

    private byte[] content(String name) throws IOException {
        var content = new ByteArrayOutputStream();
        store.get(name, content);
        return content.toByteArray();
    }
}
