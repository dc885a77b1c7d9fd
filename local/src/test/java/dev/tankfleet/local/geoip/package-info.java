/** Tests of what is fetched, without the network. */
@NullMarked
package dev.tankfleet.local.geoip;

import org.jspecify.annotations.NullMarked;
