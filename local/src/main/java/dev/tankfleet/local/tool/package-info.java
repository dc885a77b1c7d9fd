/** Native servers that {@code tools} builds: where they are, and what to do where they are not. */
@NullMarked
package dev.tankfleet.local.tool;

import org.jspecify.annotations.NullMarked;
