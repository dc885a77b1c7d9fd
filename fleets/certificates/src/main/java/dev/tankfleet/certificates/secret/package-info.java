/**
 * Where certificates are kept: Secrets of one namespace, each written as a whole or not at all.
 * Owner: the thread of one command. Neighbours: {@code renewal}, which fills them, and the adapter
 * below.
 */
@NullMarked
package dev.tankfleet.certificates.secret;

import org.jspecify.annotations.NullMarked;
