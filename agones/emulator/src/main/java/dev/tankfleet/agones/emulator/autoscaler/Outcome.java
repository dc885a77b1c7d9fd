package dev.tankfleet.agones.emulator.autoscaler;

/** What a policy says. */
sealed interface Outcome {
    /**
     * The number of servers that there should be.
     *
     * @param isLimited whether a minimum or maximum decided
     * @param policy whose word that is, as the status names it
     */
    record Wanted(int replicas, boolean isLimited, String policy) implements Outcome {}

    /** Not to be applied now; a chain goes on to its next entry. */
    record NotApplied(String why) implements Outcome {}
}
