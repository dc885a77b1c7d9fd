package dev.tankfleet.agones.emulator.node;

/**
 * Starts the process of a game server, or whatever stands for it. Called on a virtual thread,
 * several at once.
 */
@FunctionalInterface
public interface GameServerLauncher {
    /**
     * Starts one game server; it says Ready to its sidecar by itself when it is.
     *
     * @throws Exception if it cannot start; the GameServer turns to Error and the Fleet makes
     *     another one later
     */
    RunningGameServer launch(GameServerSpec spec) throws Exception;
}
