package dev.tankfleet.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tankfleet.agones.allocation.Allocation;
import dev.tankfleet.agones.allocation.AllocationClient;
import dev.tankfleet.agones.allocation.AllocationConfig;
import dev.tankfleet.agones.allocation.AllocationConfig.Security.MutualTls;
import dev.tankfleet.agones.allocation.AllocationOutcome;
import dev.tankfleet.agones.allocation.AllocationOutcome.NoneReady;
import dev.tankfleet.agones.emulator.Emulator;
import dev.tankfleet.agones.emulator.EmulatorConfig;
import dev.tankfleet.agones.emulator.grpc.AllocatorTls;
import dev.tankfleet.testkit.program.ProgramRun;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** What {@code make-secrets} makes, judged by Java's own rules for certificates. */
@Tag("charts")
final class MakeSecretsIT {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Who is not let in tries again until then. */
    private static final Duration IN_VAIN = Duration.ofSeconds(3);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void makesCertificatesForWhichOneAuthorityVouches() throws Exception {
        make("centre", "hub.example.com").mustBeFine();
        make("ap", "allocator.ap.example.com").mustBeFine();

        var centre = told("centre");
        var region = told("ap");
        var authority = certificate(region.path("allocator_authority"));
        var allocator = certificate(region.at("/allocator_tls/certificate"));
        var hub = certificate(centre.at("/hub_tls/certificate"));
        var matchmaker = certificate(centre.at("/allocator_client/certificate"));

        Stream.of(allocator, hub, matchmaker)
                .forEach(one -> validate(one, authority, Instant.now()));
        assertThat(region.path("hub_authority")).isEqualTo(region.path("allocator_authority"));
        assertThat(centre.at("/allocator_client/authority"))
                .isEqualTo(region.path("allocator_authority"));
        assertThat(namesOf(allocator)).containsExactly("allocator.ap.example.com");
        assertThat(namesOf(hub)).containsExactly("hub.example.com");
        assertThat(allocator.getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
        assertThat(matchmaker.getExtendedKeyUsage()).containsExactly(CLIENT_AUTH);
        assertThatThrownBy(() -> validate(allocator, matchmaker, Instant.now()))
                .hasCauseInstanceOf(CertPathValidatorException.class);
        assertThat(region.path("seed").asText())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(centre.path("seed").asText());
    }

    /**
     * The emulator stands where Agones' allocator would; both read PEM files, and believe alike.
     */
    @Test
    void letsTheMatchmakerIntoTheAllocatorOfThatNameAlone() {
        make("centre", "hub.example.com").mustBeFine();
        make("ap", "localhost").mustBeFine();
        make("us", "allocator.us.example.com").mustBeFine();

        assertThat(allocate("ap", "centre/matchmaker", SOON)).isInstanceOf(NoneReady.class);
        assertThat(allocate("us", "centre/matchmaker", IN_VAIN)).isNotInstanceOf(NoneReady.class);
        assertThat(allocate("ap", "us/allocator", IN_VAIN))
                .as("the certificate of another region's server")
                .isNotInstanceOf(NoneReady.class);
    }

    /** As somebody at the allocator of a region, called by the name localhost. */
    private AllocationOutcome allocate(String region, String client, Duration deadline) {
        var made = folder.resolve("made");
        var allocator =
                new AllocatorTls(
                        made.resolve(region + "/allocator.crt"),
                        made.resolve(region + "/allocator.key"),
                        made.resolve("authority.crt"));
        var security =
                MutualTls.of(
                        made.resolve(client + ".crt"),
                        made.resolve(client + ".key"),
                        made.resolve("authority.crt"));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var emulator =
                        Emulator.start(EmulatorConfig.fast(region).withAllocatorTls(allocator));
                var matchmaker =
                        AllocationClient.connect(
                                new AllocationConfig(
                                        "localhost",
                                        emulator.allocatorPort(),
                                        security,
                                        deadline,
                                        1),
                                executor)) {
            return matchmaker.allocate(Allocation.ready("default", Map.of()));
        }
    }

    @Test
    void changesNothingASecondTime() throws IOException {
        make("ap", "allocator.ap.example.com").mustBeFine();
        var before = files();

        var said = make("ap", "allocator.ap.example.com").mustBeFine();

        assertThat(said).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void makesACertificateAnewForAnotherNameAndKeepsTheRest() throws Exception {
        make("ap", "allocator.ap.example.com").mustBeFine();
        var before = told("ap");

        make("ap", "192.0.2.7").mustBeFine();

        var after = told("ap");
        assertThat(namesOf(certificate(after.at("/allocator_tls/certificate"))))
                .containsExactly("192.0.2.7");
        assertThat(after.at("/allocator_tls/key")).isEqualTo(before.at("/allocator_tls/key"));
        assertThat(after.path("seed")).isEqualTo(before.path("seed"));
        assertThat(after.path("hub_authority")).isEqualTo(before.path("hub_authority"));
    }

    @Test
    void makesACertificateAnewWhenAThirdOfItsLifeIsLeft() throws Exception {
        make("ap", "allocator.ap.example.com").mustBeFine();
        var crt = folder.resolve("made/ap/allocator.crt");
        var old = Files.readString(crt);
        openssl(
                "x509",
                "-in",
                crt.toString(),
                "-out",
                crt.toString(),
                "-days",
                "121",
                "-signkey",
                folder.resolve("made/ap/allocator.key").toString());

        make("ap", "allocator.ap.example.com").mustBeFine();

        var anew = certificate(told("ap").at("/allocator_tls/certificate"));
        validate(anew, certificate(told("ap").path("allocator_authority")), Instant.now());
        assertThat(anew.getNotAfter()).isAfter(Date.from(Instant.now().plus(Duration.ofDays(364))));
        assertThat(Files.readString(crt)).isNotEqualTo(old);
    }

    /** Who has the old one still believes what the new one signs, and the other way round. */
    @Test
    void renewsTheAuthorityWithTheSameKey() throws Exception {
        make("ap", "allocator.ap.example.com").mustBeFine();
        var before = told("ap");
        Files.delete(folder.resolve("made/authority.crt"));

        make("us", "allocator.us.example.com").mustBeFine();

        var old = certificate(before.path("allocator_authority"));
        var anew = certificate(told("us").path("allocator_authority"));
        assertThat(anew).isNotEqualTo(old);
        validate(certificate(told("us").at("/allocator_tls/certificate")), old, Instant.now());
        validate(certificate(before.at("/allocator_tls/certificate")), anew, Instant.now());
    }

    @Test
    void keepsItsFilesFromOthers() throws IOException {
        make("centre", "hub.example.com").mustBeFine();

        try (var all = Files.walk(folder.resolve("made"))) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.getPosixFilePermissions(file))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    @Test
    void refusesWhatIsNoNameOrNoHost() {
        assertThat(make("AP", "allocator").text()).contains("AP (expected: centre or the id");
        assertThat(make("ap", "https://a").text()).contains("https://a (expected: a name");
        assertThat(make("ap").text()).contains("2 words (expected: a folder, ");
    }

    private ProgramRun make(String... words) {
        var command =
                Stream.concat(
                                Stream.of(
                                        Root.HERE.resolve("make-secrets").toString(),
                                        folder.toString()),
                                Stream.of(words))
                        .toList();
        return ProgramRun.of(command, Map.of("PATH", System.getenv("PATH")));
    }

    private static void openssl(String... words) {
        ProgramRun.of(
                        Stream.concat(Stream.of("openssl"), Stream.of(words)).toList(),
                        Map.of("PATH", System.getenv("PATH")))
                .mustBeFine();
    }

    private JsonNode told(String name) throws IOException {
        return JSON.readTree(folder.resolve(name + ".workloads.made.tfvars.json").toFile());
    }

    private Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static X509Certificate certificate(JsonNode pem) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(
                                        pem.asText().getBytes(StandardCharsets.US_ASCII)));
    }

    private static List<String> namesOf(X509Certificate certificate)
            throws GeneralSecurityException {
        return certificate.getSubjectAlternativeNames().stream()
                .map(name -> (String) name.get(1))
                .toList();
    }

    private static void validate(
            X509Certificate certificate, X509Certificate authority, Instant at) {
        try {
            CertPath path =
                    CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
            var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(certificate.getSubjectX500Principal().toString(), e);
        }
    }
}
