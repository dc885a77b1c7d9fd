package dev.tankfleet.gameserver.status;

import dev.tankfleet.proto.status.OpenMatch;
import dev.tankfleet.proto.status.ServerState;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Where the moving part of a status comes from. Asked by the status thread; answers at once. */
public interface StatusSource {
    /** How things are now. */
    Now now();

    /**
     * The moving part of a status.
     *
     * @param players joined and held seats
     * @param matches matches that are prepared or run
     * @param open matches that take more players
     * @param others ids of further matches that are prepared or run
     * @param state our own state
     * @param agonesState the state's name in the cluster; null if unknown
     * @param intent intent of the last allocation; null if there was none
     * @param tickP99Ms 99th percentile of tick times since the last call, in ms
     */
    record Now(
            int players,
            int matches,
            List<OpenMatch> open,
            List<String> others,
            ServerState state,
            @Nullable String agonesState,
            @Nullable String intent,
            double tickP99Ms) {
        public Now {
            open = List.copyOf(open);
            others = List.copyOf(others);
        }
    }
}
