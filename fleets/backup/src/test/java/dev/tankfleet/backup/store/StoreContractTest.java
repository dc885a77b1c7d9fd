package dev.tankfleet.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** What every store does. */
public abstract class StoreContractTest {
    private static final int LARGE_BYTES = 9 * 1024 * 1024;

    @TempDir private Path files;

    /** An empty one. */
    protected abstract Store store() throws IOException;

    @Test
    void givesBackWhatWasPut() throws IOException {
        var store = store();
        var large = new byte[LARGE_BYTES];
        new Random(1).nextBytes(large);

        store.put("a/b/small", bytes("hello"));
        store.put("a/b/large", Files.write(files.resolve("large"), large));
        store.put("a/empty", new byte[0]);

        assertThat(content(store, "a/b/small")).isEqualTo(bytes("hello"));
        assertThat(content(store, "a/b/large")).isEqualTo(large);
        assertThat(content(store, "a/empty")).isEmpty();
    }

    @Test
    void neverWritesANameTwice() throws IOException {
        var store = store();
        store.put("redis/eu/one", bytes("first"));

        assertThatThrownBy(() -> store.put("redis/eu/one", bytes("second")))
                .isInstanceOf(AlreadyStored.class)
                .hasMessageContaining("redis/eu/one");
        var file = Files.write(files.resolve("third"), bytes("third"));
        assertThatThrownBy(() -> store.put("redis/eu/one", file)).isInstanceOf(AlreadyStored.class);

        assertThat(content(store, "redis/eu/one")).isEqualTo(bytes("first"));
    }

    @Test
    void saysThatNothingIsThere() throws IOException {
        var store = store();

        assertThatThrownBy(() -> content(store, "nothing/here"))
                .isInstanceOf(NotStored.class)
                .hasMessageContaining("nothing/here");
    }

    @Test
    void listsWhatBeginsSoInOrder() throws IOException {
        var store = store();
        for (var name :
                new String[] {"redis/us/2", "redis/eu/2/x", "redis/eu/1/y", "redis/eu2/1"}) {
            store.put(name, bytes(name));
        }

        assertThat(store.list("redis/eu/"))
                .containsExactly(
                        new StoredObject("redis/eu/1/y", 12), new StoredObject("redis/eu/2/x", 12));
        assertThat(store.list("")).hasSize(4);
        assertThat(store.list("postgres/")).isEmpty();
    }

    @Test
    void listsMoreThanOnePage() throws IOException {
        var store = store();
        for (int i = 0; i < 1_050; i++) {
            store.put("many/%04d".formatted(i), new byte[0]);
        }

        assertThat(store.list("many/"))
                .extracting(StoredObject::name)
                .hasSize(1_050)
                .isSorted()
                .endsWith("many/1049");
    }

    @Test
    void deletesOnceAndAgain() throws IOException {
        var store = store();
        store.put("a/b", bytes("x"));
        store.put("a/c", bytes("y"));

        store.delete("a/b");
        store.delete("a/b");

        assertThat(store.list("")).containsExactly(new StoredObject("a/c", 1));
        store.put("a/b", bytes("z"));
        assertThat(content(store, "a/b")).isEqualTo(bytes("z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/a", "a/", "a//b", "../a", "a/../b", ".hidden", "a b", "ü", "a\nb"})
    void refusesNamesThatLeadElsewhere(String name) throws IOException {
        var store = store();

        assertThatThrownBy(() -> store.put(name, bytes("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: ");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] content(Store store, String name) throws IOException {
        var content = new ByteArrayOutputStream();
        store.get(name, content);
        return content.toByteArray();
    }
}
