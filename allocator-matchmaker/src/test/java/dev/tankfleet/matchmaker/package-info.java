/** Tests of the service as players and game servers meet it: real PostgreSQL, bus in memory. */
@NullMarked
package dev.tankfleet.matchmaker;

import org.jspecify.annotations.NullMarked;
