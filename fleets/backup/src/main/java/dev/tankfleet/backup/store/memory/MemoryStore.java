package dev.tankfleet.backup.store.memory;

import dev.tankfleet.backup.store.AlreadyStored;
import dev.tankfleet.backup.store.NotStored;
import dev.tankfleet.backup.store.ObjectName;
import dev.tankfleet.backup.store.Store;
import dev.tankfleet.backup.store.StoredObject;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The in-memory twin. Its objects are in a concurrent map; any thread may use it. */
public final class MemoryStore implements Store {
    private final ConcurrentNavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    @Override
    public void put(String name, Path file) throws IOException {
        put(name, Files.readAllBytes(file));
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
        if (objects.putIfAbsent(ObjectName.checked(name), content.clone()) != null) {
            throw new AlreadyStored(name);
        }
    }

    @Override
    public void get(String name, OutputStream to) throws IOException {
        var content = objects.get(name);
        if (content == null) {
            throw new NotStored(name);
        }
        to.write(content);
    }

    @Override
    public List<StoredObject> list(String prefix) {
        return objects.tailMap(prefix, true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> new StoredObject(entry.getKey(), entry.getValue().length))
                .toList();
    }

    @Override
    public void delete(String name) {
        objects.remove(name);
    }
}
