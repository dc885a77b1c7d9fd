/**
 * Who sends a request, and how a service says no to it (RFC 9457): a stable code, a title, and the
 * same shape each time, whoever noticed. Stateless but for the gate; request threads and event
 * loops use it.
 */
@NullMarked
package dev.tankfleet.service.wire;

import org.jspecify.annotations.NullMarked;
