/**
 * Environment in, plain records out. {@link dev.tankfleet.process.config.Settings} binds, the
 * records check themselves with {@link dev.tankfleet.process.config.Check}. Runs on the thread that
 * starts the process, once; only {@link dev.tankfleet.process.config.RotatingSecret} is asked
 * later. No neighbours.
 */
@NullMarked
package dev.tankfleet.process.config;

import org.jspecify.annotations.NullMarked;
