/** Which ports a fleet on one machine listens on. Values, made once before anything starts. */
@NullMarked
package dev.tankfleet.local.port;

import org.jspecify.annotations.NullMarked;
