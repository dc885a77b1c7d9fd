/**
 * The two programs of {@code docs/agones-with-java.md}, and the test that they and the page are
 * what they say.
 */
@NullMarked
package dev.tankfleet.agones.emulator.example;

import org.jspecify.annotations.NullMarked;
