/**
 * Accounts and tokens. A request walks {@code wire → login → account → token}; {@link AuthService}
 * starts and stops the service on the caller's thread, {@link Wiring} puts its features together.
 * Needs PostgreSQL, and none of the other services.
 *
 * <p>The condition keeps these beans out of another service's context when several run in one JVM.
 */
@NullMarked
@Configuration
@Requires(property = "tankfleet.service", value = "auth")
package dev.tankfleet.auth;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;

import org.jspecify.annotations.NullMarked;
