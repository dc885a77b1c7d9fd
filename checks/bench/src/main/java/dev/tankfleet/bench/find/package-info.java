/**
 * How long a find takes while a hundred a second come. Open loop: each find starts when its turn
 * has come, whether the ones before it are done or not, and its time counts from then.
 */
@NullMarked
package dev.tankfleet.bench.find;

import org.jspecify.annotations.NullMarked;
