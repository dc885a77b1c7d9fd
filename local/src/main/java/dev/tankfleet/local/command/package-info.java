/**
 * The sub-commands of {@code ./tankfleet}: words of a person in, exit codes out. Run on the main
 * thread.
 */
@NullMarked
package dev.tankfleet.local.command;

import org.jspecify.annotations.NullMarked;
