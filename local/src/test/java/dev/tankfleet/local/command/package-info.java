/** Tests of what a person types; each runs on the test's own thread. */
@NullMarked
package dev.tankfleet.local.command;

import org.jspecify.annotations.NullMarked;
