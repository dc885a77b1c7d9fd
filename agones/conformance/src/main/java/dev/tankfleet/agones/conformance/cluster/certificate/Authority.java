package dev.tankfleet.agones.conformance.cluster.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Vouches for others. It lives in a folder, in which it writes {@code name.crt} and {@code
 * name.key} for itself and for each whom it vouches for; all of it is valid for a week. Any thread
 * may call it; it does not change.
 */
public final class Authority {
    private static final Duration VALID_SINCE = Duration.ofHours(1);
    private static final Duration VALID_FOR = Duration.ofDays(7);
    private static final int SERIAL_BITS = 63;
    private static final BigInteger VERSION_3 = BigInteger.TWO;

    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String ORGANIZATION = "2.5.4.10";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String ALTERNATIVE_NAMES = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String EXTENDED_USAGE = "2.5.29.37";
    private static final String SERVER_USAGE = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_USAGE = "1.3.6.1.5.5.7.3.2";

    /** Signs data, certificates and lists of revoked ones. */
    private static final byte[] USE_OF_AUTHORITY = Der.bits(1, new byte[] {(byte) 0x86});

    /** Signs data. */
    private static final byte[] USE_OF_OTHERS = Der.bits(7, new byte[] {(byte) 0x80});

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Path folder;
    private final Identity identity;
    private final byte[] name;
    private final KeyPair key;
    private final InstantSource clock;

    private Authority(
            Path folder, Identity identity, byte[] name, KeyPair key, InstantSource clock) {
        this.folder = folder;
        this.identity = identity;
        this.name = name;
        this.key = key;
        this.clock = clock;
    }

    /** An authority that vouches for itself. */
    public static Authority create(Path folder, String name, InstantSource clock) {
        KeyPair key = Pem.newKey();
        var identity = new Identity(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
        byte[] subject = Der.sequence(attribute(COMMON_NAME, name));
        var authority = new Authority(folder, identity, subject, key, clock);
        byte[] extensions =
                Der.sequence(
                        extension(BASIC_CONSTRAINTS, Der.sequence(Der.isTrue())),
                        extension(KEY_USAGE, USE_OF_AUTHORITY));
        Pem.write(
                identity.certificate(),
                "CERTIFICATE",
                authority.sign(subject, key.getPublic(), extensions));
        Pem.writeKey(identity.key(), key);
        return authority;
    }

    /** Its own files. */
    public Identity identity() {
        return identity;
    }

    /**
     * Vouches for somebody, who gets a new key.
     *
     * @param file name of the files, without their endings
     */
    public Identity issue(String file, Subject subject) {
        KeyPair own = subject.isServer() ? Pem.newKey() : Pem.newClientKey();
        var issued = new Identity(folder.resolve(file + ".crt"), folder.resolve(file + ".key"));
        Pem.write(
                issued.certificate(),
                "CERTIFICATE",
                sign(name(subject), own.getPublic(), extensions(subject)));
        Pem.writeKey(issued.key(), own);
        return issued;
    }

    /** Its certificate as text. */
    public String certificate() {
        try {
            return Files.readString(identity.certificate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** TLS that trusts those for whom it vouches, and has no identity of its own. */
    public SSLContext trust() {
        try (var pem = Files.newInputStream(identity.certificate())) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate of our own that cannot be read", e);
        }
    }

    private byte[] sign(byte[] subject, PublicKey owner, byte[] extensions) {
        var now = clock.instant();
        byte[] algorithm = Der.sequence(Der.identifier(ECDSA_WITH_SHA256));
        byte[] certificate =
                Der.sequence(
                        Der.context(0, Der.integer(VERSION_3)),
                        Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom())),
                        algorithm,
                        name,
                        Der.sequence(
                                Der.time(now.minus(VALID_SINCE)), Der.time(now.plus(VALID_FOR))),
                        subject,
                        owner.getEncoded(),
                        Der.context(3, extensions));
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(certificate);
            return Der.sequence(certificate, algorithm, Der.bits(0, signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JDK without ECDSA", e);
        }
    }

    private static byte[] name(Subject subject) {
        var parts = new ByteArrayOutputStream();
        subject.groups().forEach(group -> parts.writeBytes(attribute(ORGANIZATION, group)));
        parts.writeBytes(attribute(COMMON_NAME, subject.name()));
        return Der.sequence(parts.toByteArray());
    }

    private static byte[] attribute(String type, String value) {
        return Der.set(Der.sequence(Der.identifier(type), Der.text(value)));
    }

    private static byte[] extensions(Subject subject) {
        byte[] client = Der.identifier(CLIENT_USAGE);
        byte[] usage =
                subject.isServer()
                        ? Der.sequence(Der.identifier(SERVER_USAGE), client)
                        : Der.sequence(client);
        var names = new ByteArrayOutputStream();
        names.writeBytes(dns("localhost"));
        names.writeBytes(Der.plainContext(IP_ADDRESS, LOOPBACK));
        subject.hosts().forEach(host -> names.writeBytes(dns(host)));
        return Der.sequence(
                extension(BASIC_CONSTRAINTS, Der.sequence()),
                extension(KEY_USAGE, USE_OF_OTHERS),
                Der.sequence(Der.identifier(EXTENDED_USAGE), Der.octets(usage)),
                Der.sequence(
                        Der.identifier(ALTERNATIVE_NAMES),
                        Der.octets(Der.sequence(names.toByteArray()))));
    }

    private static byte[] dns(String host) {
        return Der.plainContext(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII));
    }

    /** One that whoever does not know it must not pass over. */
    private static byte[] extension(String type, byte[] value) {
        return Der.sequence(Der.identifier(type), Der.isTrue(), Der.octets(value));
    }
}
