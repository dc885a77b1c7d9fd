/**
 * The Agones sidecar for a game server written in Java: {@link dev.tankfleet.agones.sdk.AgonesSdk}
 * is the way in, {@link dev.tankfleet.agones.sdk.GameServer} what the cluster says about us, {@link
 * dev.tankfleet.agones.sdk.SdkError} what can go wrong.
 *
 * <p>A client owns one daemon thread for sockets and timers; calls block the caller, events arrive
 * on the caller's executor. The neighbour is the generated wire format in {@code proto}, which
 * never appears in a signature here.
 */
@NullMarked
package dev.tankfleet.agones.sdk;

import org.jspecify.annotations.NullMarked;
