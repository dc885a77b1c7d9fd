package dev.tankfleet.auth.login;

import dev.tankfleet.auth.account.Account;
import dev.tankfleet.auth.account.AccountStore;
import dev.tankfleet.auth.account.Username;
import dev.tankfleet.auth.login.LoginMeters.Door;
import dev.tankfleet.auth.login.Outcome.Refusal;
import dev.tankfleet.auth.login.Outcome.Refused;
import dev.tankfleet.auth.login.Outcome.Welcome;
import dev.tankfleet.auth.token.TokenPair;
import dev.tankfleet.auth.token.Tokens;

import io.micrometer.core.instrument.MeterRegistry;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Lets players in: by a new account, by name and password, or as a guest. Shared by request
 * threads; its state is in the stores, the allowances and the hashing pool.
 */
public final class Login implements AutoCloseable {
    private static final Duration BUSY_RETRY_AFTER = Duration.ofSeconds(1);
    private static final int GUEST_NAMES_MAX = 5;
    private static final int KEY_CHARS_MAX = 64;

    private final LoginConfig config;
    private final AccountStore accounts;
    private final PasswordHasher hasher;
    private final HashingPool pool;
    private final Tokens tokens;
    private final InstantSource clock;
    private final SecureRandom random;
    private final LoginMeters meters;

    private final Allowance failuresOfAccount;
    private final Allowance failuresOfSource;
    private final Allowance registrationsOfSource;
    private final Allowance guestsOfSource;

    /**
     * Compared with when there is no account, so that the answer takes as long as if there were.
     */
    private final String nobodysHash;

    private Login(
            LoginConfig config,
            HashingPool pool,
            AccountStore accounts,
            PasswordHasher hasher,
            String nobodysHash,
            Tokens tokens,
            InstantSource clock,
            SecureRandom random,
            LoginMeters meters) {
        this.config = config;
        this.pool = pool;
        this.accounts = accounts;
        this.hasher = hasher;
        this.nobodysHash = nobodysHash;
        this.tokens = tokens;
        this.clock = clock;
        this.random = random;
        this.meters = meters;
        this.failuresOfAccount =
                new Allowance(config.accountFailures(), config.accountWindow(), clock);
        this.failuresOfSource =
                new Allowance(config.sourceFailures(), config.sourceWindow(), clock);
        this.registrationsOfSource =
                new Allowance(config.sourceRegistrations(), config.sourceWindow(), clock);
        this.guestsOfSource = new Allowance(config.sourceGuests(), config.sourceWindow(), clock);
    }

    /**
     * Builds the feature; computes one hash.
     *
     * @param config how often somebody may try
     * @param hashing how many hashes at once
     * @param accounts who the players are
     * @param hasher computes the hashes
     * @param tokens opens sessions
     * @param clock the time of day
     * @param random source of guests' names
     * @param registry where the meters go
     * @return the feature, to be closed by the caller
     */
    public static Login create(
            LoginConfig config,
            HashingConfig hashing,
            AccountStore accounts,
            PasswordHasher hasher,
            Tokens tokens,
            InstantSource clock,
            SecureRandom random,
            MeterRegistry registry) {
        var nobodysHash = hasher.hash(UUID.randomUUID().toString());
        var pool = new HashingPool(hashing);
        var meters = new LoginMeters(registry, pool);
        return new Login(
                config, pool, accounts, hasher, nobodysHash, tokens, clock, random, meters);
    }

    /**
     * Makes an account.
     *
     * @param name wanted username
     * @param password wanted password
     * @param source address of the client
     * @return the new player's id, or why there is none
     */
    public Outcome<UUID> register(String name, String password, String source) {
        return meters.count(Door.REGISTER, registered(name, password, source));
    }

    /**
     * Opens a session by name and password.
     *
     * @param name username, in whatever case
     * @param password the password
     * @param source address of the client
     * @return a pair of tokens, or why there is none
     */
    public Outcome<TokenPair> login(String name, String password, String source) {
        return meters.count(Door.LOGIN, loggedIn(name, password, source));
    }

    /**
     * Makes an account without a password and opens its session.
     *
     * @param source address of the client
     * @return a pair of tokens, or why there is none
     */
    public Outcome<TokenPair> guest(String source) {
        return meters.count(Door.GUEST, guestLoggedIn(source));
    }

    /** Ends the hashing threads; requests that wait for a hash are told to come again. */
    @Override
    public void close() {
        pool.close();
    }

    private Outcome<UUID> registered(String name, String password, String source) {
        var username = Username.chosen(name);
        if (username.isEmpty()) {
            return new Refused<>(new Refusal.UnusableUsername());
        }
        var brokenRule = Passwords.brokenRule(password, username.get(), config.passwordLengthMin());
        if (brokenRule.isPresent()) {
            return new Refused<>(new Refusal.UnusablePassword(brokenRule.get()));
        }
        var wait = registrationsOfSource.take(source);
        if (wait.isPresent()) {
            return new Refused<>(new Refusal.TooManyAttempts(wait.get()));
        }
        boolean isJudged = false;
        try {
            var outcome = added(username.get(), password);
            isJudged = !isBusy(outcome);
            return outcome;
        } finally {
            if (!isJudged) {
                registrationsOfSource.giveBack(source);
            }
        }
    }

    private Outcome<UUID> added(Username username, String password) {
        if (accounts.find(username).isPresent()) {
            return new Refused<>(new Refusal.UsernameTaken());
        }
        var hash = compute(() -> hasher.hash(Passwords.normalized(password)));
        if (hash.isEmpty()) {
            return new Refused<>(new Refusal.Busy(BUSY_RETRY_AFTER));
        }
        var account = new Account(UUID.randomUUID(), username, hash.get(), clock.instant());
        return accounts.add(account)
                ? new Welcome<>(account.userId())
                : new Refused<>(new Refusal.UsernameTaken());
    }

    private Outcome<TokenPair> loggedIn(String name, String password, String source) {
        var accountKey = accountKey(name);
        var wait = takeFailure(accountKey, source);
        if (wait.isPresent()) {
            return new Refused<>(new Refusal.TooManyAttempts(wait.get()));
        }
        // Only a wrong password counts: neither a busy house nor a database that is away does.
        boolean isWrong = false;
        try {
            var outcome = judged(name, password);
            isWrong = outcome instanceof Refused<TokenPair>(Refusal.WrongCredentials _);
            return outcome;
        } finally {
            if (!isWrong) {
                giveFailureBack(accountKey, source);
            }
        }
    }

    private Outcome<TokenPair> judged(String name, String password) {
        var account = Username.chosen(name).flatMap(accounts::find);
        var hash = account.map(Account::passwordHash).orElse(nobodysHash);
        var matches = compute(() -> hasher.matches(Passwords.candidate(password), hash));
        if (matches.isEmpty()) {
            return new Refused<>(new Refusal.Busy(BUSY_RETRY_AFTER));
        }
        return account.isPresent() && matches.get()
                ? new Welcome<>(tokens.open(account.get().userId()))
                : new Refused<>(new Refusal.WrongCredentials());
    }

    private Outcome<TokenPair> guestLoggedIn(String source) {
        var wait = guestsOfSource.take(source);
        if (wait.isPresent()) {
            return new Refused<>(new Refusal.TooManyAttempts(wait.get()));
        }
        boolean isWelcome = false;
        try {
            var outcome = addedGuest();
            isWelcome = true;
            return outcome;
        } finally {
            if (!isWelcome) {
                guestsOfSource.giveBack(source);
            }
        }
    }

    private Outcome<TokenPair> addedGuest() {
        for (int i = 0; i < GUEST_NAMES_MAX; i++) {
            var username = Username.ofGuest(random);
            var account = new Account(UUID.randomUUID(), username, null, clock.instant());
            if (accounts.add(account)) {
                return new Welcome<>(tokens.open(account.userId()));
            }
        }
        throw new IllegalStateException("no free guest name in " + GUEST_NAMES_MAX + " tries");
    }

    private static boolean isBusy(Outcome<UUID> outcome) {
        return outcome instanceof Refused<UUID>(Refusal.Busy _);
    }

    /**
     * A name that nobody can have has failures to count like any other, or it would be told apart.
     */
    private static String accountKey(String name) {
        return name.substring(0, Math.min(name.length(), KEY_CHARS_MAX)).toLowerCase(Locale.ROOT);
    }

    /**
     * Every attempt counts as failed until it has succeeded, or many at once could pass before the
     * first has failed.
     */
    private Optional<Duration> takeFailure(String accountKey, String source) {
        var sourceWait = failuresOfSource.take(source);
        if (sourceWait.isPresent()) {
            return sourceWait;
        }
        var accountWait = failuresOfAccount.take(accountKey);
        if (accountWait.isPresent()) {
            failuresOfSource.giveBack(source);
        }
        return accountWait;
    }

    private void giveFailureBack(String accountKey, String source) {
        failuresOfSource.giveBack(source);
        failuresOfAccount.giveBack(accountKey);
    }

    private <T> Optional<T> compute(Callable<T> hash) {
        return pool.compute(meters.timed(hash));
    }
}
