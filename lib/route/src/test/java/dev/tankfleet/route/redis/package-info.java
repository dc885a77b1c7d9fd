/** The contract on a real Redis. */
@NullMarked
package dev.tankfleet.route.redis;

import org.jspecify.annotations.NullMarked;
