/** Tests of how long an answer is waited for; each runs on the test's own thread. */
@NullMarked
package dev.tankfleet.matchmaker.command;

import org.jspecify.annotations.NullMarked;
