/**
 * What a release needs, made and kept young: one authority, and servers for which it vouches. One
 * run is one call on the thread of the command. Neighbours: {@code pair}, which makes, and {@code
 * secret}, which keeps.
 */
@NullMarked
package dev.tankfleet.certificates.renewal;

import org.jspecify.annotations.NullMarked;
