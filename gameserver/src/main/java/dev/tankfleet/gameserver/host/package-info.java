/**
 * All matches of this process: made, fenced, run by workers, drained. Commands come in on virtual
 * threads and find shared state behind one lock; each match belongs to its worker's thread. Called
 * by {@code command}; asks {@code lifecycle}, runs {@code tick}, feeds {@code result} and {@code
 * status}.
 */
@NullMarked
package dev.tankfleet.gameserver.host;

import org.jspecify.annotations.NullMarked;
