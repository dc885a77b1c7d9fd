package dev.tankfleet.backup.store.folder;

import dev.tankfleet.backup.store.AlreadyStored;
import dev.tankfleet.backup.store.NotStored;
import dev.tankfleet.backup.store.ObjectName;
import dev.tankfleet.backup.store.Store;
import dev.tankfleet.backup.store.StoredObject;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder as a store. An object appears under its name when all of it is on the disk, and not
 * before: it is written beside, forced, and linked to its name. Any thread, any process.
 */
public final class FolderStore implements Store {
    /** Begins names that no object may have. */
    private static final String UNFINISHED = ".unfinished-";

    private final Path root;

    private FolderStore(Path root) {
        this.root = root;
    }

    /**
     * A store in a folder, which is made when it is missing.
     *
     * @throws IOException when it cannot be made
     */
    public static FolderStore in(Path root) throws IOException {
        Files.createDirectories(root);
        return new FolderStore(root.toRealPath());
    }

    @Override
    public void put(String name, Path file) throws IOException {
        var target = fileOf(name);
        Files.createDirectories(target.getParent());
        var unfinished = Files.createTempFile(target.getParent(), UNFINISHED, "");
        try {
            Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING);
            try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            // Unlike a move, a link never takes the place of another file.
            Files.createLink(target, unfinished);
        } catch (FileAlreadyExistsException e) {
            var taken = new AlreadyStored(name);
            taken.initCause(e);
            throw taken;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
        var file = Files.createTempFile("backup-", ".object");
        try {
            Files.write(file, content);
            put(name, file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void get(String name, OutputStream to) throws IOException {
        try {
            Files.copy(fileOf(name), to);
        } catch (NoSuchFileException e) {
            var missing = new NotStored(name);
            missing.initCause(e);
            throw missing;
        }
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
        var found = new ArrayList<StoredObject>();
        try (var files = Files.walk(root)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var name = root.relativize(file).toString().replace('\\', '/');
                if (name.startsWith(prefix) && ObjectName.isValid(name)) {
                    found.add(new StoredObject(name, Files.size(file)));
                }
                if (found.size() > LISTED_MAX) {
                    throw new IOException("more than " + LISTED_MAX + " objects in " + root);
                }
            }
        }
        found.sort((a, b) -> a.name().compareTo(b.name()));
        return found;
    }

    @Override
    public void delete(String name) throws IOException {
        var file = fileOf(name);
        Files.deleteIfExists(file);
        var folder = file.getParent();
        while (folder != null && !folder.equals(root) && isEmpty(folder)) {
            Files.delete(folder);
            folder = folder.getParent();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private Path fileOf(String name) {
        return root.resolve(ObjectName.checked(name));
    }
}
