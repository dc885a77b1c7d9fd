/** Tests of the page's game: in the browser it is the same as on the server. */
@NullMarked
package dev.tankfleet.webclient;

import org.jspecify.annotations.NullMarked;
