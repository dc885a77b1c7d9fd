package dev.tankfleet.auth;

import dev.tankfleet.auth.account.AccountStore;
import dev.tankfleet.auth.login.Login;
import dev.tankfleet.auth.login.bouncycastle.Argon2PasswordHasher;
import dev.tankfleet.auth.token.SessionStore;
import dev.tankfleet.auth.token.Tokens;
import dev.tankfleet.service.wire.RequestGate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * Puts the features together, the last that a request meets first. Used once per context, on the
 * thread that starts it: what cannot be built, such as a key that cannot be read, stops the start
 * and not the first request.
 */
@Factory
final class Wiring {
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();

    @Context
    RequestGate gate(AuthConfig config) {
        return new RequestGate(config.requestsMax());
    }

    @Context
    Tokens tokens(AuthConfig config, SessionStore sessions) throws IOException {
        return Tokens.create(config.token(), sessions, clock, random);
    }

    @Context
    @Bean(preDestroy = "close")
    Login login(AuthConfig config, AccountStore accounts, Tokens tokens, MeterRegistry registry) {
        var hasher = Argon2PasswordHasher.create(config.hashing(), random);
        return Login.create(
                config.login(),
                config.hashing(),
                accounts,
                hasher,
                tokens,
                clock,
                random,
                registry);
    }
}
