/**
 * Where this server stands with Agones: when it takes matches, when it goes back to the pool, when
 * it ends. The adapter on the Agones SDK stands one folder below.
 *
 * <p>Guarded by one lock; its own thread alone talks to the sidecar, so that nothing on a player's
 * path waits for it. {@code host} asks here before it prepares a match.
 */
@NullMarked
package dev.tankfleet.gameserver.lifecycle;

import org.jspecify.annotations.NullMarked;
