/**
 * The bus between the centre and one region, as a test lays it: inside this JVM or on real servers.
 * Every thread may ask.
 */
@NullUnmarked
package dev.tankfleet.faults.road;

import org.jspecify.annotations.NullUnmarked;
