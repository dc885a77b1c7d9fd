package dev.tankfleet.gameserver.lifecycle;

/** Why a server drains. */
public enum DrainCause {
    /** The matchmaker said so. */
    COMMAND,
    /** The process was told to stop. */
    STOP,
    /** Agones wants it gone: overflow label, deletion, Shutdown, Unhealthy or Error. */
    AGONES,
    /** The GameServer is deleted. */
    NOT_FOUND
}
