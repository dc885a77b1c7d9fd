/** A real NATS server for tests, as a process of its own. One test class owns each. */
@NullMarked
package dev.tankfleet.testkit.nats;

import org.jspecify.annotations.NullMarked;
