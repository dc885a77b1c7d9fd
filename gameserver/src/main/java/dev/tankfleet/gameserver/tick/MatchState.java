package dev.tankfleet.gameserver.tick;

/** Life of one match: {@code Waiting → Running → Ended}, or {@code Waiting → Ended}. */
sealed interface MatchState {
    /** Nobody has joined; the world stands at tick 0. */
    record Waiting() implements MatchState {
        Running toRunning(long startedAtMs) {
            return new Running(startedAtMs);
        }

        Ended toEnded(long nowNs) {
            return new Ended(nowNs);
        }
    }

    /** Tanks drive. */
    record Running(long startedAtMs) implements MatchState {
        Ended toEnded(long nowNs) {
            return new Ended(nowNs);
        }
    }

    /** Over; it only tells latecomers so. */
    record Ended(long endedNs) implements MatchState {}
}
