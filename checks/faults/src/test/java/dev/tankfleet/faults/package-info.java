/**
 * What matchmaker, Agones and game servers must agree on, whatever fails between them. Each class
 * has a database, a region and a matchmaker of its own.
 */
@NullUnmarked
package dev.tankfleet.faults;

import org.jspecify.annotations.NullUnmarked;
