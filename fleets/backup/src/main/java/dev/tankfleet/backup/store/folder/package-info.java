/** Objects as files of a folder, such as a mounted disk. Any thread, any number of processes. */
@NullMarked
package dev.tankfleet.backup.store.folder;

import org.jspecify.annotations.NullMarked;
