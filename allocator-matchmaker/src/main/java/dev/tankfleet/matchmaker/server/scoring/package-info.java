/**
 * What a candidate costs a player, and which of those that cost alike is taken. Arithmetic over
 * arrays that the live table owns, under its lock; knows neither servers nor players.
 */
@NullMarked
package dev.tankfleet.matchmaker.server.scoring;

import org.jspecify.annotations.NullMarked;
