/**
 * Places players on game servers. A find walks {@code wire → find → placement → locate → server →
 * match → command}; beside it {@code allocation} keeps room, and {@code result} stores how matches
 * ended. {@link Matchmaker} starts and stops the service on the caller's thread, {@link Wiring}
 * puts its features together. Needs PostgreSQL and the bus, and none of the other services.
 *
 * <p>The condition keeps these beans out of another service's context when several run in one JVM.
 */
@NullMarked
@Configuration
@Requires(property = "tankfleet.service", value = "matchmaker")
package dev.tankfleet.matchmaker;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;

import org.jspecify.annotations.NullMarked;
