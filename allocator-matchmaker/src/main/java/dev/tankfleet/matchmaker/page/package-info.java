/**
 * The page: static files from one folder of the class path. Read on request threads and kept in a
 * bounded map. Called by {@code wire}; knows nothing of the game.
 */
@NullMarked
package dev.tankfleet.matchmaker.page;

import org.jspecify.annotations.NullMarked;
