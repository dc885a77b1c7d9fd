/** Tests of prices, without servers. */
@NullMarked
package dev.tankfleet.matchmaker.server.scoring;

import org.jspecify.annotations.NullMarked;
