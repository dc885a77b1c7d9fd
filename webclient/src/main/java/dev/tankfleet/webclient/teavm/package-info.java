/**
 * The game as the page's modules see it: what stands here is compiled to {@code js/game.js} and
 * runs in the browser only.
 *
 * <p>Owned by the page's one thread. Numbers cross the border as ints, lists of them as {@code
 * Int32Array}.
 */
@NullMarked
package dev.tankfleet.webclient.teavm;

import org.jspecify.annotations.NullMarked;
