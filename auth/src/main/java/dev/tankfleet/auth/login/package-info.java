/**
 * Lets players in: {@link Login} bounds the attempts, hashes and compares passwords, and opens
 * sessions. Called by {@code wire} on request threads; hashing has a few threads of its own behind
 * a short queue. {@link PasswordHasher} is implemented by {@code bouncycastle}.
 */
@NullMarked
package dev.tankfleet.auth.login;

import org.jspecify.annotations.NullMarked;
