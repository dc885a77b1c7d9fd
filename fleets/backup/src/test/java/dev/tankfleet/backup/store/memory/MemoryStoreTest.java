package dev.tankfleet.backup.store.memory;

import dev.tankfleet.backup.store.Store;
import dev.tankfleet.backup.store.StoreContractTest;

final class MemoryStoreTest extends StoreContractTest {
    @Override
    protected Store store() {
        return new MemoryStore();
    }
}
