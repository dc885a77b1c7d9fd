/**
 * GeoIP: the databases of cities in MaxMind's format, such as DB-IP City Lite. Looked into on
 * request threads, looked after by the owner of the feature; files are mapped into memory and
 * replaced while it runs.
 */
@NullMarked
package dev.tankfleet.matchmaker.locate.maxmind;

import org.jspecify.annotations.NullMarked;
