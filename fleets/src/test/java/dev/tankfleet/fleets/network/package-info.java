/**
 * The rules of the network, obeyed by a kernel: each kind of Pod gets a network namespace of its
 * own, its NetworkPolicies become rules of nft there, and everybody tries everybody. One thread
 * lives in each namespace; a test owns them all.
 */
@NullMarked
package dev.tankfleet.fleets.network;

import org.jspecify.annotations.NullMarked;
