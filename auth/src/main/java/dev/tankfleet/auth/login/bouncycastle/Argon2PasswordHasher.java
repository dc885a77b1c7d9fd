package dev.tankfleet.auth.login.bouncycastle;

import dev.tankfleet.auth.login.HashingConfig;
import dev.tankfleet.auth.login.PasswordHasher;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Hashes with Argon2id, version 1.3, one lane, 16 bytes of salt and 32 of hash, written as {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. Stateless but for the random source; any thread.
 */
public final class Argon2PasswordHasher implements PasswordHasher {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
                            + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final int memoryKib;
    private final int iterations;
    private final SecureRandom random;

    private Argon2PasswordHasher(int memoryKib, int iterations, SecureRandom random) {
        this.memoryKib = memoryKib;
        this.iterations = iterations;
        this.random = random;
    }

    /**
     * Builds a hasher.
     *
     * @param config the cost of new hashes
     * @param random source of salts
     * @return the hasher
     */
    public static Argon2PasswordHasher create(HashingConfig config, SecureRandom random) {
        return new Argon2PasswordHasher(config.memoryKib(), config.iterations(), random);
    }

    @Override
    public String hash(String password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var hash = new byte[HASH_BYTES];
        fill(hash, password, salt, memoryKib, iterations, LANES);
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        memoryKib,
                        iterations,
                        LANES,
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    @Override
    public boolean matches(String password, String hash) {
        var parts = PHC.matcher(hash);
        if (!parts.matches()) {
            throw new IllegalStateException("a stored password hash is no Argon2id PHC string");
        }
        var expected = Base64.getDecoder().decode(parts.group(5));
        var actual = new byte[expected.length];
        fill(
                actual,
                password,
                Base64.getDecoder().decode(parts.group(4)),
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)));
        return MessageDigest.isEqual(expected, actual);
    }

    private static void fill(
            byte[] hash, String password, byte[] salt, int memoryKib, int iterations, int lanes) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memoryKib)
                        .withIterations(iterations)
                        .withParallelism(lanes)
                        .withSalt(salt)
                        .build());
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    }
}
