/**
 * How a process tells what happened: one line per event on the console, the same event as JSON in a
 * bounded set of files, and a count of errors. {@link dev.tankfleet.process.log.Logs} is set up
 * once per JVM by the thread that starts it; events are written by the thread that logs them.
 * Neighbours: none, code logs through SLF4J.
 */
@NullMarked
package dev.tankfleet.process.log;

import org.jspecify.annotations.NullMarked;
