/**
 * What this server tells the matchmaker of itself, and when. Its own thread publishes; all others
 * only say that something has changed. It knows matches and lifecycle through {@code StatusSource}
 * alone.
 */
@NullMarked
package dev.tankfleet.gameserver.status;

import org.jspecify.annotations.NullMarked;
