/**
 * The allocation API as an API server finds it behind its aggregation layer: {@link
 * dev.tankfleet.agones.emulator.extensions.Extensions} opens ports, each of which takes a
 * GameServerAllocation over HTTPS and answers 201 whatever came of it, as Agones' own extensions
 * do.
 *
 * <p>One virtual thread per request, which waits for the loop. Neighbours: {@code grpc} knows what
 * the fields mean, {@code allocator} picks. Nothing imports this package but the wiring.
 */
@NullMarked
package dev.tankfleet.agones.emulator.extensions;

import org.jspecify.annotations.NullMarked;
