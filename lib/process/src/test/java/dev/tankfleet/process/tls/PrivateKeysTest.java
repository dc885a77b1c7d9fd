package dev.tankfleet.process.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;

final class PrivateKeysTest {
    /** Of PKCS#8: the head, the version, and a head for what names the kind of key. */
    private static final int BEFORE_KIND = 4 + 3 + 2;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void readsEachKindOfKeyInPkcs8(String algorithm) throws GeneralSecurityException {
        var pair = pair(algorithm);

        var key = PrivateKeys.read(pem("", pair.getPrivate().getEncoded()), pair.getPublic());

        assertThat(key).isEqualTo(pair.getPrivate());
    }

    @Test
    void readsABareKeyOfRsa() throws GeneralSecurityException {
        var pair = pair("RSA");
        // The name of RSA has 13 bytes, and the head of what follows it has 4.
        byte[] bare = tail(pair.getPrivate().getEncoded(), BEFORE_KIND + 13 + 4);

        var key = PrivateKeys.read(pem("RSA ", bare), pair.getPublic());

        assertThat(key).isEqualTo(pair.getPrivate());
    }

    @Test
    void readsABareKeyOnACurveAsOpensslWritesIt() throws GeneralSecurityException {
        var pair = pair("EC");
        // Lengths below 128 take a byte less; kind and curve have 19 bytes.
        byte[] bare = tail(pair.getPrivate().getEncoded(), 2 + 3 + 2 + 19 + 2);
        var parameters =
                "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";

        var key = PrivateKeys.read(parameters + pem("EC ", bare), pair.getPublic());

        assertThat(key.getEncoded()).isEqualTo(pair.getPrivate().getEncoded());
    }

    @Test
    void refusesTheKeyOfAnother() throws GeneralSecurityException {
        var pem = pem("", pair("EC").getPrivate().getEncoded());
        var other = pair("EC").getPublic();

        assertThatThrownBy(() -> PrivateKeys.read(pem, other))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage("is not the key of the certificate");
    }

    @Test
    void refusesAKeyOfAnotherKind() throws GeneralSecurityException {
        var pem = pem("", pair("RSA").getPrivate().getEncoded());
        var other = pair("EC").getPublic();

        assertThatThrownBy(() -> PrivateKeys.read(pem, other))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage("holds no EC key as the certificate does");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | holds no private key without a password",
                "nothing | holds no private key without a password",
                "ENCRYPTED | holds no private key without a password",
                "short | holds no EC key as the certificate does",
                "letters | holds no EC key as the certificate does"
            })
    void saysWhatIsWrongWithAText(String kind, String sentence) throws GeneralSecurityException {
        var text =
                switch (kind) {
                    case "ENCRYPTED" -> pem("ENCRYPTED ", new byte[] {1, 2, 3});
                    case "short" -> pem("", new byte[] {0x30, 0x03, 0x02});
                    case "letters" -> pem("", new byte[0]).replace("\n\n", "\n=A*\n");
                    default -> kind;
                };
        var other = pair("EC").getPublic();

        assertThatThrownBy(() -> PrivateKeys.read(text, other))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage(sentence);
    }

    private static KeyPair pair(String algorithm) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        switch (algorithm) {
            case "EC" -> generator.initialize(256);
            case "RSA" -> generator.initialize(1024); // more takes seconds, and teaches nothing
            default -> {}
        }
        return generator.generateKeyPair();
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static String pem(String kind, byte[] der) {
        var body = Base64.getMimeEncoder().encodeToString(der);
        return "-----BEGIN %1$sPRIVATE KEY-----\n%2$s\n-----END %1$sPRIVATE KEY-----\n"
                .formatted(kind, body);
    }
}
