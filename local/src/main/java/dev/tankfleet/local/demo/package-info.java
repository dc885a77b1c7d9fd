/**
 * The measured drive: as many players as asked for find, join, drive and shoot on a fresh fleet,
 * and a verdict says whether each of them got what the contract promises. Each player is one
 * virtual thread that sends and one thread of the HTTP client that hears.
 */
@NullMarked
package dev.tankfleet.local.demo;

import org.jspecify.annotations.NullMarked;
