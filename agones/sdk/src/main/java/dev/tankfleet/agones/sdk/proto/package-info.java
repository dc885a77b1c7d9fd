/**
 * The wire format of the sidecar's stable service, generated from {@code sdk.proto}; no thread, no
 * state.
 */
@NullMarked
package dev.tankfleet.agones.sdk.proto;

import org.jspecify.annotations.NullMarked;
