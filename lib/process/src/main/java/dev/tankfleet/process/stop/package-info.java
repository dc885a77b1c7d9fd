/**
 * The end of a process, in order and in time. {@link dev.tankfleet.process.stop.OrderedStop} is
 * filled by the thread that wires the process and run by whoever stops it first: that thread, or
 * the JVM on SIGTERM and SIGINT. Neighbours: none.
 */
@NullMarked
package dev.tankfleet.process.stop;

import org.jspecify.annotations.NullMarked;
