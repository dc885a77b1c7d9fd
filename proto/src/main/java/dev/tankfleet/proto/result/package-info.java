/** What a finished match leaves behind: {@code match.result}. Values only. */
@NullMarked
package dev.tankfleet.proto.result;

import org.jspecify.annotations.NullMarked;
