/**
 * The service as an operator deploys it: its environment and the file of its regions, read into the
 * same configuration that a test writes by hand. Runs on the main thread.
 */
@NullMarked
package dev.tankfleet.matchmaker.deploy;

import org.jspecify.annotations.NullMarked;
