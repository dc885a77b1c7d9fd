package dev.tankfleet.backup.store.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.backup.store.Store;
import dev.tankfleet.backup.store.StoreContractTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class FolderStoreIT extends StoreContractTest {
    @TempDir private Path root;

    @Override
    protected Store store() throws IOException {
        return FolderStore.in(root.resolve("store"));
    }

    @Test
    void leavesNothingUnfinishedAndNoEmptyFolders() throws IOException {
        var store = store();
        store.put("a/b/c", new byte[3]);

        assertThat(Files.list(root.resolve("store/a/b"))).hasSize(1);
        store.delete("a/b/c");
        assertThat(Files.list(root.resolve("store"))).isEmpty();
    }
}
