/**
 * Where copies lie: named objects that are written once, read, listed and deleted. Owner: the
 * thread of one command; a store itself may be used by any thread. Neighbours: the adapters below
 * it, and {@code copy} which gives the names.
 */
@NullMarked
package dev.tankfleet.backup.store;

import org.jspecify.annotations.NullMarked;
