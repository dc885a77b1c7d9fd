package dev.tankfleet.certificates.pair.bouncycastle;

import dev.tankfleet.certificates.pair.Maker;
import dev.tankfleet.certificates.pair.Pair;

import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;

import javax.security.auth.x500.X500Principal;

/** Without state but the source of chance; any thread. */
public final class BouncyCastleMaker implements Maker {
    private static final String CURVE = "secp256r1";

    /** The clocks of a cluster's nodes are not all the same. */
    private static final Duration VALID_SINCE = Duration.ofMinutes(5);

    private static final int SERIAL_BITS = 127;

    /** More is not allowed in a name. */
    private static final int NAME_MAX = 64;

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private final InstantSource clock;
    private final SecureRandom random;

    /** Keys and serials come from the random source. */
    public BouncyCastleMaker(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Pair authority(String name, Duration life) {
        var key = newKey();
        var itself = principal(name);
        return new Pair(
                authority(itself, key.getPublic(), key.getPrivate(), life), key.getPrivate());
    }

    @Override
    public Pair renewed(Pair authority, Duration life) {
        var before = authority.certificate();
        var certificate =
                authority(
                        before.getSubjectX500Principal(),
                        before.getPublicKey(),
                        authority.key(),
                        life);
        return new Pair(certificate, authority.key());
    }

    @Override
    public Pair server(Pair authority, String name, List<String> hosts, Duration life) {
        var key = newKey();
        var issuer = authority.certificate();
        try {
            var builder =
                    builder(
                            issuer.getSubjectX500Principal(),
                            principal(name),
                            key.getPublic(),
                            earlier(end(life), authority.until()));
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(issuer.getPublicKey()));
            return new Pair(sign(builder, authority.key()), key.getPrivate());
        } catch (CertIOException | GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    private X509Certificate authority(
            X500Principal itself, PublicKey publicKey, PrivateKey key, Duration life) {
        try {
            var builder = builder(itself, itself, publicKey, end(life));
            // It vouches for servers, and for no other authority.
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(publicKey));
            return sign(builder, key);
        } catch (CertIOException | GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    private X509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, PublicKey key, Instant until) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
                Date.from(clock.instant().minus(VALID_SINCE)),
                Date.from(until),
                subject,
                key);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder(SIGNATURE).build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static GeneralNames names(List<String> hosts) {
        return new GeneralNames(
                hosts.stream()
                        .map(
                                host ->
                                        new GeneralName(
                                                IPV4.matcher(host).matches()
                                                        ? GeneralName.iPAddress
                                                        : GeneralName.dNSName,
                                                host))
                        .toArray(GeneralName[]::new));
    }

    private KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance(KEY);
            generator.initialize(new ECGenParameterSpec(CURVE), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    private static X500Principal principal(String name) {
        var text = name.length() <= NAME_MAX ? name : name.substring(0, NAME_MAX);
        try {
            var built = new X500NameBuilder().addRDN(BCStyle.CN, text).build();
            return new X500Principal(built.getEncoded());
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    private Instant end(Duration life) {
        return clock.instant().plus(life);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static IllegalStateException impossible(Exception e) {
        return new IllegalStateException("a JVM that makes no certificates", e);
    }
}
