/**
 * What gateway and game server say to each other about one match: join, leave, inputs, states. Both
 * ends are ports; the adapter over the bus stands one folder below.
 *
 * <p>Handlers run on the link's delivery thread and hand work on. Bodies that travel each tick are
 * bytes in the layouts of {@code dev.tankfleet.proto.binary}; nobody here looks inside.
 */
@NullMarked
package dev.tankfleet.link;

import org.jspecify.annotations.NullMarked;
