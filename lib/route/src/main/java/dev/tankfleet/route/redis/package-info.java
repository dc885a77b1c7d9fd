/**
 * Routes and tokens in the region's Redis. One client per process, shared by every thread; its only
 * neighbours are the port above and the driver.
 */
@NullMarked
package dev.tankfleet.route.redis;

import org.jspecify.annotations.NullMarked;
