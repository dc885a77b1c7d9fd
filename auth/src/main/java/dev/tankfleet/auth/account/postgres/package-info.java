/**
 * Accounts in PostgreSQL, table {@code auth.account}. Called on request threads through {@code
 * AccountStore}.
 */
@NullMarked
package dev.tankfleet.auth.account.postgres;

import org.jspecify.annotations.NullMarked;
