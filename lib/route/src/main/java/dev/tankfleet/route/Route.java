package dev.tankfleet.route;

import dev.tankfleet.proto.subject.Id;

/**
 * Who owns a match.
 *
 * @param matchId id of the match
 * @param serverId owner
 * @param instance the owner's process
 * @param attempt attempt of the matchmaker that made the owner
 * @param epoch fence: only a higher one replaces this route
 * @param state where the match stands
 * @param rules hash of the simulation and its numbers that the owner runs
 */
public record Route(
        String matchId,
        String serverId,
        String instance,
        int attempt,
        int epoch,
        State state,
        String rules) {

    public Route {
        Id.check("matchId", matchId);
    }

    /** Where a match stands. */
    public enum State {
        PLAYING,
        ENDED
    }

    /**
     * Refuses what nobody may claim.
     *
     * @throws IllegalArgumentException if the match has ended
     */
    public void checkClaimable() {
        if (state != State.PLAYING) {
            throw new IllegalArgumentException("state: " + state + " (expected: PLAYING)");
        }
    }

    /**
     * Whether this claim may stand where {@code current} stands: under a higher epoch, or as the
     * same owner's own claim once more. An ended match stays ended.
     */
    public boolean supersedes(Route current) {
        boolean isOwnAgain =
                current.epoch() == epoch
                        && current.serverId().equals(serverId)
                        && current.instance().equals(instance);
        return current.state() == State.PLAYING && (current.epoch() < epoch || isOwnAgain);
    }

    /** Whether the match runs under this very epoch. */
    public boolean isPlayingUnder(int otherEpoch) {
        return epoch == otherEpoch && state == State.PLAYING;
    }

    /** The same route, ended. */
    public Route toEnded() {
        return new Route(matchId, serverId, instance, attempt, epoch, State.ENDED, rules);
    }
}
