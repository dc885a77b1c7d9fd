/** Argon2id by BouncyCastle. Called on the hashing threads through {@code PasswordHasher}. */
@NullMarked
package dev.tankfleet.auth.login.bouncycastle;

import org.jspecify.annotations.NullMarked;
