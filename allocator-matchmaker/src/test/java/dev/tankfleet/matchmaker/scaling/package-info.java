@NullUnmarked
package dev.tankfleet.matchmaker.scaling;

import org.jspecify.annotations.NullUnmarked;
