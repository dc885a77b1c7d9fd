/**
 * Proof of who a player is: short access tokens that any service can check alone, and sessions
 * whose refresh token changes with each use. {@link Tokens} is called by {@code login} and {@code
 * wire} on request threads; {@link SessionStore} is implemented by {@code postgres}.
 */
@NullMarked
package dev.tankfleet.auth.token;

import org.jspecify.annotations.NullMarked;
