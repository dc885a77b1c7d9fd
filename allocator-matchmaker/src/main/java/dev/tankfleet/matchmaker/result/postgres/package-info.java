/**
 * Results in PostgreSQL, tables {@code matchmaker.match_result} and {@code match_score}. Called on
 * the consumer's thread.
 */
@NullMarked
package dev.tankfleet.matchmaker.result.postgres;

import org.jspecify.annotations.NullMarked;
