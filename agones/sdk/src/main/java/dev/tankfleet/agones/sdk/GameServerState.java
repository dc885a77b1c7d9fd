package dev.tankfleet.agones.sdk;

/** The states of a GameServer, in the order of its life. */
public enum GameServerState {
    PORT_ALLOCATION("PortAllocation"),
    CREATING("Creating"),
    STARTING("Starting"),
    /** It has a node, an address and ports; the process starts. */
    SCHEDULED("Scheduled"),
    /** It said that it is ready; the controller has not confirmed it yet. */
    REQUEST_READY("RequestReady"),
    /** It can be allocated, and it can be removed at any time. */
    READY("Ready"),
    /** It keeps itself out of allocation for some time. */
    RESERVED("Reserved"),
    /** It serves players; neither a scale-down nor a roll-out removes it. */
    ALLOCATED("Allocated"),
    SHUTDOWN("Shutdown"),
    UNHEALTHY("Unhealthy"),
    ERROR("Error"),
    /** A state that this version does not know; {@link GameServer#stateText()} has its name. */
    UNKNOWN("");

    private final String text;

    GameServerState(String text) {
        this.text = text;
    }

    /** The state's name on the wire; empty for {@link #UNKNOWN}. */
    public String text() {
        return text;
    }

    /** The state of that name, {@link #UNKNOWN} if there is none. */
    public static GameServerState of(String text) {
        for (GameServerState state : values()) {
            if (state.text.equals(text)) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
