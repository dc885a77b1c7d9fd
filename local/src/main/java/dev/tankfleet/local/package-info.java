/**
 * The whole fleet on one machine, and the sub-commands of {@code ./tankfleet}. Read the constructor
 * of {@link dev.tankfleet.local.jvm.JvmFleet} for the recipe in one JVM, that of {@link
 * dev.tankfleet.local.process.ProcessFleet} for the one in many processes.
 */
@NullMarked
package dev.tankfleet.local;

import org.jspecify.annotations.NullMarked;
