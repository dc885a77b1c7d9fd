package dev.tankfleet.agones.emulator.node;

/**
 * Life of what runs behind a GameServer: {@code Starting → Running → Stopping}; a start that fails
 * ends at once, and what ends before it was Ready is {@code Starting} again.
 */
sealed interface Pod {
    /**
     * The user's code is at work.
     *
     * @param isStopWanted whether the GameServer was deleted in the meantime
     */
    record Starting(boolean isStopWanted) implements Pod {
        Starting toStopWanted() {
            return new Starting(true);
        }

        Running toRunning(RunningGameServer server) {
            return new Running(server);
        }
    }

    /** It runs. */
    record Running(RunningGameServer server) implements Pod {
        Stopping toStopping() {
            return new Stopping();
        }

        Starting toStartingAgain() {
            return new Starting(false);
        }
    }

    /** It was told to stop. */
    record Stopping() implements Pod {}

    /** Nobody runs it. */
    record Simulated() implements Pod {}

    /**
     * A server without a process, whose sidecar outlives the GameServer: somebody develops against
     * it.
     */
    record Development() implements Pod {}
}
