package dev.tankfleet.gameserver.lifecycle;

import dev.tankfleet.proto.status.ServerState;

import org.jspecify.annotations.Nullable;

/**
 * What the status says of us and Agones.
 *
 * @param state our own state
 * @param agonesState the state's name in the cluster; null before it was seen
 * @param intent intent of the last allocation; null if there was none
 */
public record Standing(ServerState state, @Nullable String agonesState, @Nullable String intent) {}
