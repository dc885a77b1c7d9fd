/**
 * One connection to the bus, under one role, in one tier; adapters stand one folder below ({@code
 * memory}, later {@code nats}).
 *
 * <p>Two tiers: the centre's hub, and one leaf per region. What a role may say and hear, and what
 * crosses from tier to tier, is data: {@link dev.tankfleet.bus.Lawbook}. Everything that it does
 * not name is refused.
 *
 * <p>Handlers run on the connection's own delivery thread, one message after the other; they hand
 * work on and return.
 */
@NullMarked
package dev.tankfleet.bus;

import org.jspecify.annotations.NullMarked;
