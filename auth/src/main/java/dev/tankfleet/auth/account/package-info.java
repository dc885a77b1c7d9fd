/**
 * Who the players are: {@link Account} and its {@link AccountStore}, whose adapter is {@code
 * postgres}. Called by {@code login} on request threads; knows nothing of passwords but their
 * stored form.
 */
@NullMarked
package dev.tankfleet.auth.account;

import org.jspecify.annotations.NullMarked;
