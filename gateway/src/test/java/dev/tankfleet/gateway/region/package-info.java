/**
 * A whole region for tests: bus, routes, a gateway on a real port, an owner by script, and clients.
 */
@NullMarked
package dev.tankfleet.gateway.region;

import org.jspecify.annotations.NullMarked;
