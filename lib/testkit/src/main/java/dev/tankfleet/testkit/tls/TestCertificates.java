package dev.tankfleet.testkit.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A folder of certificates that vouch for themselves, valid for a day and for {@code localhost}.
 * Owned by one test.
 *
 * @param folder of the test's own
 */
public record TestCertificates(Path folder) {
    private static final String PASSWORD = "only-for-tests";
    private static final String EC = "EC";

    /** Makes {@code name.crt} and {@code name.key}, PEM and PKCS 8; it vouches for itself. */
    public void make(String name) {
        make(name, EC, folder.resolve(name + ".p12"), List.of());
    }

    /** The same with a key of RSA. */
    public void makeRsa(String name) {
        make(name, "RSA", folder.resolve(name + ".p12"), List.of());
    }

    /** Makes an authority that vouches for others. */
    public void makeAuthority(String name) {
        make(name, EC, folder.resolve(name + ".p12"), List.of("-ext", "bc:critical=ca:true"));
    }

    /**
     * Makes one for which an authority vouches.
     *
     * @param isExpired whether it was good some days ago only
     */
    public void makeSigned(String authority, String name, boolean isExpired) {
        make(
                name,
                EC,
                folder.resolve(authority + ".p12"),
                List.of("-signer", authority, "-startdate", isExpired ? "-9d" : "-1H"));
    }

    private void make(String name, String algorithm, Path store, List<String> options) {
        try {
            keytool(name, algorithm, store, options);
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            write(certificate(name), "CERTIFICATE", keys.getCertificate(name).getEncoded());
            write(key(name), "PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keytool made what cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool ran", e);
        }
    }

    /** Where the certificate of that name is. */
    public Path certificate(String name) {
        return folder.resolve(name + ".crt");
    }

    /** Where the private key of that name is. */
    public Path key(String name) {
        return folder.resolve(name + ".key");
    }

    /** A client that trusts some of them, and nobody else. */
    public SSLContext trusting(String... names) {
        return trusting(Arrays.stream(names).map(this::certificate).toArray(Path[]::new));
    }

    /** A client that trusts the certificates in these files, and nobody else. */
    public static SSLContext trusting(Path... files) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null);
            for (var file : files) {
                try (var in = Files.newInputStream(file)) {
                    var factory = CertificateFactory.getInstance("X.509");
                    store.setCertificateEntry(file.toString(), factory.generateCertificate(in));
                }
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS, or a file no certificate", e);
        }
    }

    /** Puts one in the place of another. */
    public void copy(String from, String to) {
        try {
            Files.copy(certificate(from), certificate(to), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(key(from), key(to), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keytool(String name, String algorithm, Path store, List<String> options)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-J-XX:TieredStopAtLevel=1",
                                "-genkeypair",
                                "-alias",
                                name,
                                "-keyalg",
                                algorithm,
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                "SAN=dns:localhost,ip:127.0.0.1",
                                "-validity",
                                "1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD));
        command.addAll(options);
        var process = new ProcessBuilder(command).inheritIO().start();
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("keytool ended with " + code);
        }
    }

    private static void write(Path file, String kind, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(der);
        Files.writeString(
                file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }
}
