/**
 * Fetches the public keys of a running auth service over HTTP. Called by the key cache of {@code
 * dev.tankfleet.identity}, one fetch at a time.
 */
@NullMarked
package dev.tankfleet.identity.http;

import org.jspecify.annotations.NullMarked;
