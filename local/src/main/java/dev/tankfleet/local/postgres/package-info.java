/**
 * A real PostgreSQL that belongs to one fleet on one machine: its binaries come with the build, its
 * data lives in the fleet's folder. Used by {@code fleet} on its starting thread.
 */
@NullMarked
package dev.tankfleet.local.postgres;

import org.jspecify.annotations.NullMarked;
