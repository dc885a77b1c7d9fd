package dev.tankfleet.fleets.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.agones.conformance.cluster.ClusterTools;
import dev.tankfleet.agones.conformance.cluster.ControlPlane;
import dev.tankfleet.certificates.Main;
import dev.tankfleet.certificates.pair.Pair;
import dev.tankfleet.certificates.pair.Pem;
import dev.tankfleet.certificates.pair.bouncycastle.BouncyCastleMaker;
import dev.tankfleet.certificates.renewal.Done;
import dev.tankfleet.certificates.renewal.Renewal;
import dev.tankfleet.certificates.renewal.RenewalConfig;
import dev.tankfleet.certificates.secret.KeptSecret;
import dev.tankfleet.certificates.secret.kubernetes.KubernetesSecrets;
import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.ContainerEnvironment;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;
import dev.tankfleet.testkit.time.Eventually;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * The job that makes certificates, with the chart's own words and the rights that the chart gives
 * it, on a real API server.
 */
@OnCharts
@NeedsProgram(Program.KUBERNETES)
final class OwnCertificatesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String HOST = "eu.play.tankfleet.example";
    private static final String AUTHORITY = "r-authority";
    private static final String EDGE = "r-edge-tls";
    private static final Set<String> ITS_RIGHTS = Set.of("ServiceAccount", "Role", "RoleBinding");
    private static final char[] NO_PASSWORD = {};

    private static ControlPlane plane;

    @TempDir private Path folder;
    private Path kubeconfig;
    private ContainerEnvironment job;
    private RenewalConfig config;
    private KubernetesSecrets secrets;

    @BeforeAll
    static void startControlPlane() {
        plane = ControlPlane.start(ClusterTools.built());
    }

    @AfterAll
    static void stopControlPlane() {
        plane.close();
    }

    @BeforeEach
    void giveItItsRights(TestInfo test) throws IOException {
        var namespace = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        plane.kubectl().run("create", "namespace", namespace);
        var rendered = Chart.REGION.byDefault().render("r", List.of("--namespace", namespace));
        for (var object : rendered.objects()) {
            if (ITS_RIGHTS.contains(Rendered.kindOf(object))
                    && Rendered.nameOf(object).equals("r-certificates")) {
                plane.kubectl().apply(Rendered.YAML.writeValueAsString(object));
            }
        }
        kubeconfig = plane.kubeconfig(namespace, "r-certificates");
        job = ContainerEnvironment.of(rendered, rendered.pod("certificates"), "r-x", folder);
        config = Settings.of(job.variables()).bind(RenewalConfig.class, "");
        var client =
                new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                        .build();
        secrets = KubernetesSecrets.of(client, namespace, config.owner());
    }

    @AfterEach
    void closeClient() {
        secrets.close();
    }

    @Test
    void makesWhatJavaTrustsAndLeavesItAsItIs() throws Exception {
        var made = run(InstantSource.system());
        var edge = secret(EDGE);

        var again = run(InstantSource.system());

        assertThat(made).hasSize(3).allMatch(one -> one instanceof Done.Made);
        assertThat(again).hasSize(3).allMatch(one -> one instanceof Done.Kept);
        assertThat(secret(EDGE)).isEqualTo(edge);
        assertThat(handshake(edge, edge.text("ca.crt"))).isEqualTo(pair(edge).certificate());
    }

    @Test
    void renewsInTimeWithTheSameAuthority() throws Exception {
        run(InstantSource.system());
        var authority = secret(AUTHORITY);
        var edge = secret(EDGE);

        var renewed = run(InstantSource.offset(InstantSource.system(), Duration.ofDays(61)));

        assertThat(renewed).filteredOn(one -> one instanceof Done.Renewed).hasSize(2);
        assertThat(secret(AUTHORITY)).isEqualTo(authority);
        assertThat(secret(EDGE).text("tls.key")).isNotEqualTo(edge.text("tls.key"));
        // Good from five minutes before the day on which it was made, which is not today yet.
        assertThat(pair(secret(EDGE)).isSignedBy(pair(authority))).isTrue();
    }

    @Test
    void healsAfterItWasKilledInTheMiddle() throws Exception {
        var killed = start();
        Eventually.eventuallyTrue(SOON, "it has begun", () -> find(AUTHORITY) || !killed.isAlive());
        killed.destroyForcibly().waitFor();
        var authority = secret(AUTHORITY);

        var next = start();

        assertThat(next.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(next.exitValue()).isZero();
        assertThat(secret(AUTHORITY)).isEqualTo(authority);
        var edge = secret(EDGE);
        assertThat(handshake(edge, authority.text("tls.crt"))).isEqualTo(pair(edge).certificate());
    }

    @Test
    void mayReadNoOtherSecret() throws Exception {
        run(InstantSource.system());

        assertThatThrownBy(() -> secrets.find("r-keys"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("forbidden");
    }

    private List<Done> run(InstantSource clock) throws IOException {
        var maker = new BouncyCastleMaker(clock, new SecureRandom());
        return Renewal.create(config, secrets, maker, clock).run();
    }

    /** As the container does it. */
    private Process start() throws IOException {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "make");
        builder.environment().putAll(job.variables());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        return builder.inheritIO().start();
    }

    private boolean find(String name) {
        try {
            return secrets.find(name).isPresent();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private KeptSecret secret(String name) throws IOException {
        return secrets.find(name).orElseThrow();
    }

    private static Pair pair(KeptSecret secret) throws Exception {
        return Pair.of(secret.text("tls.crt"), secret.text("tls.key"));
    }

    /** What a client sees who trusts the authority and looks for the name, by Java's own rules. */
    private static Certificate handshake(KeptSecret server, String authority) throws Exception {
        var listening = context(server, authority).getServerSocketFactory();
        try (var socket =
                (SSLServerSocket)
                        listening.createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var served =
                    CompletableFuture.runAsync(
                            () -> {
                                try (var one = (SSLSocket) socket.accept()) {
                                    one.startHandshake();
                                } catch (IOException e) {
                                    throw new AssertionError(e);
                                }
                            });
            var plain = new Socket(InetAddress.getLoopbackAddress(), socket.getLocalPort());
            try (var client =
                    (SSLSocket)
                            context(server, authority)
                                    .getSocketFactory()
                                    .createSocket(plain, HOST, socket.getLocalPort(), true)) {
                var rules = client.getSSLParameters();
                rules.setEndpointIdentificationAlgorithm("HTTPS");
                client.setSSLParameters(rules);
                client.startHandshake();
                served.get(SOON.toSeconds(), TimeUnit.SECONDS);
                return client.getSession().getPeerCertificates()[0];
            }
        }
    }

    private static SSLContext context(KeptSecret server, String authority) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        var pair = pair(server);
        store.setKeyEntry(
                "server", pair.key(), NO_PASSWORD, new Certificate[] {pair.certificate()});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", Pem.certificates(authority).getFirst());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
