package dev.tankfleet.local.process.child;

import java.nio.file.Path;
import java.util.List;

/** How the services are run. Any thread may ask. */
public interface ServicePrograms {
    /** Whether each process notes something on its way out. */
    boolean isTraining();

    /**
     * The command for a service.
     *
     * @param isFirst the first of its kind is the one that learns
     * @param fleet folder in which the fleet's files are, absolute
     */
    List<String> command(Service service, boolean isFirst, Path fleet);

    /** A service: the folder of its module, its heap and the young part of it in MB. */
    enum Service {
        AUTH("auth", 128, 24),
        MATCHMAKER("allocator-matchmaker", 192, 32),
        GATEWAY("gateway", 128, 24),
        GAME_SERVER("gameserver", 64, 6);

        final String folder;
        final int heapMb;
        final int youngMb;

        Service(String folder, int heapMb, int youngMb) {
            this.folder = folder;
            this.heapMb = heapMb;
            this.youngMb = youngMb;
        }
    }
}
