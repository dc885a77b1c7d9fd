package dev.tankfleet.agones.conformance.cluster.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;

/** The certificates, as the JDK's own reader understands them. */
final class AuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String SERVER_USAGE = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_USAGE = "1.3.6.1.5.5.7.3.2";

    @TempDir private Path folder;
    private Authority authority;

    @BeforeEach
    void createsAnAuthority() {
        authority = Authority.create(folder, "root", InstantSource.fixed(NOW));
    }

    @Test
    void vouchesForAServerUnderItsNames() throws Exception {
        var identity = authority.issue("api", Subject.server("api", "api.games.svc"));

        var certificate = read(identity.certificate());
        certificate.verify(read(authority.identity().certificate()).getPublicKey());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=api");
        assertThat(certificate.getIssuerX500Principal().getName()).isEqualTo("CN=root");
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("localhost", "127.0.0.1", "api.games.svc");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly(SERVER_USAGE, CLIENT_USAGE);
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void vouchesForAClientWithItsGroups() throws Exception {
        var identity = authority.issue("admin", Subject.client("admin", "system:masters"));

        var certificate = read(identity.certificate());
        assertThat(certificate.getSubjectX500Principal().getName())
                .isEqualTo("CN=admin,O=system:masters");
        assertThat(certificate.getExtendedKeyUsage()).isEqualTo(List.of(CLIENT_USAGE));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(identity.key())))
                .isEqualTo("rw-------");
    }

    @Test
    void isAnAuthorityThatMaySign() throws Exception {
        var certificate = read(authority.identity().certificate());

        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
        assertThat(certificate.getKeyUsage()).startsWith(true, false, false, false, false, true);
    }

    @Test
    void isNoAuthorityForThoseOfOthers() throws Exception {
        var other = Authority.create(folder, "other", InstantSource.fixed(NOW));
        var foreign = read(other.issue("api", Subject.server("api")).certificate());
        var key = read(authority.identity().certificate()).getPublicKey();

        assertThatThrownBy(() -> foreign.verify(key)).isInstanceOf(SignatureException.class);
    }

    @Test
    void isValidForAWeek() throws Exception {
        var certificate = read(authority.issue("api", Subject.server("api")).certificate());

        certificate.checkValidity(Date.from(NOW));
        certificate.checkValidity(Date.from(NOW.plusSeconds(6 * 86_400)));
        assertThatThrownBy(() -> certificate.checkValidity(Date.from(NOW.plusSeconds(8 * 86_400))))
                .isInstanceOf(CertificateExpiredException.class);
    }

    private static X509Certificate read(Path pem) throws IOException, GeneralSecurityException {
        try (var stream = Files.newInputStream(pem)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(stream);
        }
    }
}
