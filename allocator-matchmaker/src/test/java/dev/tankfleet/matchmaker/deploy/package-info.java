@NullUnmarked
package dev.tankfleet.matchmaker.deploy;

import org.jspecify.annotations.NullUnmarked;
