/**
 * Lists of what a copy must hold, one line for each key, row or message, and what a drill found of
 * it. Owner: the thread of one command. Neighbours: every kind of source.
 */
@NullMarked
package dev.tankfleet.backup.index;

import org.jspecify.annotations.NullMarked;
