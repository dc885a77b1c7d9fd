@NullUnmarked
package dev.tankfleet.matchmaker.scaling.http;

import org.jspecify.annotations.NullUnmarked;
