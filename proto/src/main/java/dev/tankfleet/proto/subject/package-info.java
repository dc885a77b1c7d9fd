/**
 * Names on the bus and the rule that every id in them obeys. Stateless; every thread may call it.
 */
@NullMarked
package dev.tankfleet.proto.subject;

import org.jspecify.annotations.NullMarked;
