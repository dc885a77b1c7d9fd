/** A real nginx for tests. Each is owned by one test class. */
@NullMarked
package dev.tankfleet.testkit.nginx;

import org.jspecify.annotations.NullMarked;
