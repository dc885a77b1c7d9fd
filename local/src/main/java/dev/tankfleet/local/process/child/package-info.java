/**
 * The processes that a fleet starts: how each is run, watched, started again and ended. Every
 * thread may use them.
 */
@NullMarked
package dev.tankfleet.local.process.child;

import org.jspecify.annotations.NullMarked;
