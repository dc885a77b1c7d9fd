package dev.tankfleet.certificates.secret;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Secrets in memory, of a run that may be killed before one of its writes. Owned by one test. */
public final class MemorySecrets implements Secrets {
    private final Map<String, KeptSecret> all = new HashMap<>();

    // Owned by the test.
    private int version;
    private int writesLeft = Integer.MAX_VALUE;

    /** The run dies instead of the write after so many more. */
    public void dieAfter(int writes) {
        writesLeft = writes;
    }

    /** Puts something there that another program made. */
    public void putForeign(String name, Map<String, String> data) {
        all.put(name, new KeptSecret(name, nextVersion(), false, data));
    }

    /** Puts something there that only looks like ours. */
    public void putOurs(String name, Map<String, String> data) {
        all.put(name, new KeptSecret(name, nextVersion(), true, data));
    }

    /** Takes one away, as a person does. */
    public void forget(String name) {
        all.remove(name);
    }

    /** All of them, as they are now. */
    public Map<String, KeptSecret> all() {
        return Map.copyOf(all);
    }

    @Override
    public Optional<KeptSecret> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    @Override
    public void create(String name, Map<String, String> data) throws IOException {
        mayStillWrite();
        if (all.containsKey(name)) {
            throw new IOException(name + ": there is one");
        }
        putOurs(name, data);
    }

    @Override
    public void replace(KeptSecret read, Map<String, String> data) throws IOException {
        mayStillWrite();
        if (!read.equals(all.get(read.name()))) {
            throw new IOException(read.name() + ": it has changed");
        }
        putOurs(read.name(), data);
    }

    private void mayStillWrite() throws IOException {
        if (writesLeft-- <= 0) {
            throw new IOException("killed");
        }
    }

    private String nextVersion() {
        return Integer.toString(++version);
    }
}
