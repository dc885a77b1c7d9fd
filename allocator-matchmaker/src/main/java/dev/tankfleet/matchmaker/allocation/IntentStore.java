package dev.tankfleet.matchmaker.allocation;

import java.time.Duration;
import java.util.List;

/** Remembers what was asked of Agones. Called on virtual threads; has the database's deadline. */
public interface IntentStore {
    /**
     * Writes down a call before it is made.
     *
     * @param openMax calls of a region that may be open at once, over all replicas
     * @return false if so many are open already; nothing is written then
     */
    boolean open(String intent, String region, int openMax);

    /** The call took a server. */
    void toAllocated(String intent, String serverId);

    /** The server was told that it is not needed any more. */
    void toReleased(String intent);

    /** The call took nothing. */
    void toFailed(String intent, String cause);

    /** Calls whose end nobody has written down, at most {@code max}. */
    List<OpenIntent> findOpen(int max);

    /** Deletes at most {@code max} rows settled longer than {@code age} ago; answers how many. */
    int purge(Duration age, int max);

    /**
     * A call whose end is not known.
     *
     * @param age time since it was written down
     */
    record OpenIntent(String intent, String region, Duration age) {}
}
