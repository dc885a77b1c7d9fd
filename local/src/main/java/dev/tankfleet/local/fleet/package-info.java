/**
 * A fleet on this machine as its commands see it: something that is started, asked and stopped, in
 * whatever number of processes.
 */
@NullMarked
package dev.tankfleet.local.fleet;

import org.jspecify.annotations.NullMarked;
