/**
 * What a match leaves behind on its way to the centre: first the route is ended by compare-and-set,
 * then the result is published durably. One virtual thread per match that is not settled yet; fed
 * by {@code host}.
 */
@NullMarked
package dev.tankfleet.gameserver.result;

import org.jspecify.annotations.NullMarked;
