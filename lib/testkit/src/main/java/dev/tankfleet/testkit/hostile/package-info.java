/**
 * Inputs that somebody would choose who means harm. Values from a seed; every thread may make its
 * own.
 */
@NullMarked
package dev.tankfleet.testkit.hostile;

import org.jspecify.annotations.NullMarked;
