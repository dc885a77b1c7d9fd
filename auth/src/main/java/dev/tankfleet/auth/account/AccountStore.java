package dev.tankfleet.auth.account;

import java.util.Optional;
import java.util.UUID;

/**
 * Where accounts are kept. Called on request threads; every call has the deadline of the database
 * connection.
 */
public interface AccountStore {
    /**
     * Adds an account unless its name is taken.
     *
     * @param account the new account
     * @return false if another account has the name, in whatever case; nothing is changed then
     */
    boolean add(Account account);

    /**
     * Finds by name, in whatever case.
     *
     * @param username the name
     * @return the account, if there is one
     */
    Optional<Account> find(Username username);

    /**
     * Finds by id.
     *
     * @param userId the id
     * @return the account, if there is one
     */
    Optional<Account> find(UUID userId);
}
