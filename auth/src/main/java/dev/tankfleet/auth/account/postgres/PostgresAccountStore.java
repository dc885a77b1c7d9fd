package dev.tankfleet.auth.account.postgres;

import dev.tankfleet.auth.account.Account;
import dev.tankfleet.auth.account.AccountStore;
import dev.tankfleet.auth.account.Username;

import jakarta.inject.Singleton;

import java.util.Optional;
import java.util.UUID;

/** Keeps accounts in PostgreSQL; without state of its own, shared by request threads. */
@Singleton
final class PostgresAccountStore implements AccountStore {
    private final AccountRows rows;

    PostgresAccountStore(AccountRows rows) {
        this.rows = rows;
    }

    @Override
    public boolean add(Account account) {
        return rows.insertIfNew(
                        account.userId(),
                        account.username().text(),
                        account.username().key(),
                        account.passwordHash(),
                        account.createdAt())
                == 1;
    }

    @Override
    public Optional<Account> find(Username username) {
        return rows.findByUsernameKey(username.key()).map(AccountRow::toAccount);
    }

    @Override
    public Optional<Account> find(UUID userId) {
        return rows.findByUserId(userId).map(AccountRow::toAccount);
    }
}
