/**
 * Routes and tokens of one region in one JVM's memory: the twin of the real store for {@code
 * ./tankfleet up}, demos and tests. Every thread may call it; its only neighbour is the port above.
 */
@NullMarked
package dev.tankfleet.route.memory;

import org.jspecify.annotations.NullMarked;
