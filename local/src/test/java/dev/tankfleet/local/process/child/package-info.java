/** Children that end, are ended, and come again. */
@NullMarked
package dev.tankfleet.local.process.child;

import org.jspecify.annotations.NullMarked;
