/** Tests of the images; the real ones carry the tag {@code images}. */
@NullMarked
package dev.tankfleet.images;

import org.jspecify.annotations.NullMarked;
