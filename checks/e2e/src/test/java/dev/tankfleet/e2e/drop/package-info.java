/**
 * Players whose connections break in every ugly way, and what is left of their tanks: one region on
 * real servers, two gateways, a line in front of each.
 */
@NullUnmarked
package dev.tankfleet.e2e.drop;

import org.jspecify.annotations.NullUnmarked;
