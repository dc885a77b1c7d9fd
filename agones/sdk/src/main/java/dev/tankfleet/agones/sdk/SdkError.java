package dev.tankfleet.agones.sdk;

/**
 * Why a call to the sidecar failed. The sidecar gives most of its own refusals the code UNKNOWN and
 * tells them apart by text alone; this type is where that text becomes a meaning, so that no caller
 * has to match it again.
 */
public sealed interface SdkError {
    /** What the sidecar or the transport said, for logs. */
    String message();

    /**
     * Nobody listens, or the connection broke. Whether a state call was still queued is not known.
     */
    record Unavailable(String message) implements SdkError {}

    /** No answer within the deadline; the call may have been queued all the same. */
    record TimedOut(String message) implements SdkError {}

    /** The calling thread was interrupted; its interrupt flag is set again. */
    record Interrupted(String message) implements SdkError {}

    /** This client was closed. */
    record Closed(String message) implements SdkError {}

    /** The sidecar does not find our GameServer: it was deleted. */
    record GameServerNotFound(String message) implements SdkError {}

    /** A label or annotation with a bad key or value, an update of nothing. */
    record InvalidArgument(String message) implements SdkError {}

    /** The GameServer has no counter, list or list value of that name. */
    record NotFound(String message) implements SdkError {}

    /** A count outside of 0 to capacity, a capacity below 0, or a list without room. */
    record OutOfRange(String message) implements SdkError {}

    /** The list has that value already. */
    record AlreadyExists(String message) implements SdkError {}

    /** The cluster was installed without this feature, or the sidecar is too old for it. */
    record NotEnabled(String message) implements SdkError {}

    /** A known fault of some releases of Agones, 1.55 to 1.60: their UpdateList always fails so. */
    record SidecarDefect(String message) implements SdkError {}

    /** Anything else. */
    record Unexpected(String code, String message) implements SdkError {}
}
