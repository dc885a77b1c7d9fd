/** Objects in memory, for tests and for a look at what a command would do. Any thread. */
@NullMarked
package dev.tankfleet.backup.store.memory;

import org.jspecify.annotations.NullMarked;
