/**
 * The lifecycle's port on the Agones SDK. Events of the SDK run on virtual threads; calls on the
 * lifecycle's own.
 */
@NullMarked
package dev.tankfleet.gameserver.lifecycle.agones;

import org.jspecify.annotations.NullMarked;
