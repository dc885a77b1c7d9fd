/**
 * The link over the bus: subjects {@code match.{match_id}.…}. Handlers run on the delivery thread
 * of the {@link dev.tankfleet.bus.Bus} that the process has opened and will close.
 */
@NullMarked
package dev.tankfleet.link.bus;

import org.jspecify.annotations.NullMarked;
