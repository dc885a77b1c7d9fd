/**
 * Sessions in PostgreSQL, table {@code auth.session}. Called on request threads through {@code
 * SessionStore}.
 */
@NullMarked
package dev.tankfleet.auth.token.postgres;

import org.jspecify.annotations.NullMarked;
