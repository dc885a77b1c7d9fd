package dev.tankfleet.proto.command;

/**
 * How the epoch of a match follows from the attempt to make it: attempt n begins with epoch {@code
 * n * 1,000}, and each later owner within that attempt counts one up. So a later attempt outranks
 * every owner of an earlier one, also where the two never met in one store.
 */
public final class Epochs {
    private static final int PER_ATTEMPT = 1_000;

    private Epochs() {}

    /** The epoch of the first owner. */
    public static int firstOf(int attempt) {
        return Math.multiplyExact(attempt, PER_ATTEMPT);
    }

    /** The attempt that an epoch belongs to. */
    public static int attemptOf(int epoch) {
        return epoch / PER_ATTEMPT;
    }
}
