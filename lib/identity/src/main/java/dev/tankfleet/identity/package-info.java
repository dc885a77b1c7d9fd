/**
 * Answers one question for every service: whom does this token speak for? {@link TokenVerifier} is
 * called on the thread of the request; {@link KeySource} is where the public keys come from, and
 * {@code http} is its adapter for a running auth service.
 *
 * <p>Only RS256 exists here: the algorithm is decided by this code and never by the token.
 */
@NullMarked
package dev.tankfleet.identity;

import org.jspecify.annotations.NullMarked;
