/** A real Redis for tests. Every thread may use it. */
@NullMarked
package dev.tankfleet.testkit.redis;

import org.jspecify.annotations.NullMarked;
