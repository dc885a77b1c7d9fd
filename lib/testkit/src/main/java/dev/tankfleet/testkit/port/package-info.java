/** Ports for the servers that a test starts. Any thread may ask. Neighbours: none. */
@NullMarked
package dev.tankfleet.testkit.port;

import org.jspecify.annotations.NullMarked;
