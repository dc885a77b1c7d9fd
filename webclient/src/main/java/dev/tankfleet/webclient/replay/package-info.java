/**
 * A match by script: what the page, a test and whoever looks into a difference can all play.
 *
 * <p>Owned by the caller's thread. Runs on the JVM and, compiled, in the browser; knows the game
 * and nothing else.
 */
@NullMarked
package dev.tankfleet.webclient.replay;

import org.jspecify.annotations.NullMarked;
