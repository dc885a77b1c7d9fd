package dev.tankfleet.auth.login;

/**
 * Computes and compares password hashes; slow on purpose. Called on the threads of {@link
 * HashingPool}.
 */
public interface PasswordHasher {
    /**
     * Hashes a password with a fresh salt.
     *
     * @param password any text
     * @return the PHC string, which carries its own cost and salt
     */
    String hash(String password);

    /**
     * Compares, at the cost that the hash names.
     *
     * @param password any text
     * @param hash a PHC string that {@link #hash} made
     * @return whether the hash was made from the password
     */
    boolean matches(String password, String hash);
}
