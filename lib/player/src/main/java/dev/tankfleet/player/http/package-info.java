/**
 * One HTTP call to a service, with a deadline and a largest answer. Shared by the steps of a
 * player; stateless, every thread may call it.
 */
@NullMarked
package dev.tankfleet.player.http;

import org.jspecify.annotations.NullMarked;
