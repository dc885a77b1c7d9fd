/**
 * What a copy is: sealed files and, written last, a signed manifest that names them all. Owner: the
 * thread of one command. Neighbours: {@code store} and {@code seal} below; every kind of source,
 * the rotation and the exporter above.
 */
@NullMarked
package dev.tankfleet.backup.copy;

import org.jspecify.annotations.NullMarked;
