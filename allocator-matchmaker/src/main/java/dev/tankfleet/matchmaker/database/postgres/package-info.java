/**
 * The connections to PostgreSQL, their deadlines, and the schema {@code matchmaker}. Used by the
 * {@code postgres} adapters of the features on their callers' threads.
 *
 * <p>Plain JDBC on purpose: the statements of this service decide races by what they return, and
 * are read best as they are.
 */
@NullMarked
package dev.tankfleet.matchmaker.database.postgres;

import org.jspecify.annotations.NullMarked;
