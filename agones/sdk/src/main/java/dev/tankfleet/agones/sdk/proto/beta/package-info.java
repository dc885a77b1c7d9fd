/**
 * The wire format of the sidecar's beta service (Counters and Lists), generated from {@code
 * beta.proto}; no thread, no state.
 */
@NullMarked
package dev.tankfleet.agones.sdk.proto.beta;

import org.jspecify.annotations.NullMarked;
