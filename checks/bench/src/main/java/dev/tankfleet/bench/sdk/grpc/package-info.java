/**
 * What the sidecar client adds to gRPC: the same calls through it and through a bare stub, beside
 * each other, over a real socket to an emulated sidecar.
 */
@NullMarked
package dev.tankfleet.bench.sdk.grpc;

import org.jspecify.annotations.NullMarked;
