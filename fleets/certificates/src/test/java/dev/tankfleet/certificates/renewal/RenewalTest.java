package dev.tankfleet.certificates.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.certificates.pair.Pair;
import dev.tankfleet.certificates.pair.Pem;
import dev.tankfleet.certificates.pair.bouncycastle.BouncyCastleMaker;
import dev.tankfleet.certificates.renewal.Done.Cause;
import dev.tankfleet.certificates.secret.KeptSecret;
import dev.tankfleet.certificates.secret.MemorySecrets;
import dev.tankfleet.testkit.time.VirtualClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run makes of what is there, by the clock. */
final class RenewalTest {
    private static final String AUTHORITY = "r-authority";
    private static final String EDGE = "r-edge-tls";
    private static final String INTERNAL = "r-internal-tls";
    private static final List<String> WANTED =
            List.of("r-edge-tls=play.example 192.0.2.7", "r-internal-tls=r-auth r-auth.games.svc");
    private static final Duration LIFE = Duration.ofDays(90);
    private static final Duration JUST_DUE = Duration.ofDays(60).plusMinutes(10);

    private final VirtualClock clock = new VirtualClock();
    private final MemorySecrets secrets = new MemorySecrets();

    @Test
    void makesAnAuthorityAndServersThatJavaTrusts() throws Exception {
        var done = run(WANTED);

        assertThat(done).allMatch(one -> one instanceof Done.Made);
        assertThat(done).extracting(Done::secret).containsExactly(AUTHORITY, EDGE, INTERNAL);
        assertThat(pair(EDGE).hosts()).containsExactly("play.example", "192.0.2.7");
        assertThat(pair(EDGE).certificate().getExtendedKeyUsage())
                .containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(pair(EDGE).isAuthority()).isFalse();
        mustBeTrusted(EDGE, secret(AUTHORITY));
        mustBeTrusted(INTERNAL, secret(AUTHORITY));
        assertThat(secret(EDGE).text("ca.crt")).isEqualTo(secret(AUTHORITY).text("tls.crt"));
    }

    @Test
    void changesNothingWhereNothingIsDue() throws Exception {
        run(WANTED);
        var before = secrets.all();
        clock.advance(JUST_DUE.minusMinutes(20));

        var done = run(WANTED);

        assertThat(done).allMatch(one -> one instanceof Done.Kept);
        assertThat(secrets.all()).isEqualTo(before);
    }

    @Test
    void renewsWithTheSameAuthorityWhatHasAThirdOfItsLifeLeft() throws Exception {
        run(WANTED);
        var before = secret(EDGE);
        var authority = secret(AUTHORITY);
        clock.advance(JUST_DUE);

        var done = run(WANTED);

        assertThat(causes(done)).containsExactly(Cause.DUE, Cause.DUE);
        assertThat(secret(AUTHORITY)).isEqualTo(authority);
        assertThat(secret(EDGE).text("tls.key")).isNotEqualTo(before.text("tls.key"));
        assertThat(pair(EDGE).until()).isEqualTo(clock.instant().plus(LIFE));
        mustBeTrusted(EDGE, authority);
    }

    @Test
    void renewsTheAuthorityUnderItsOwnKeyAndKeepsItsServers() throws Exception {
        run(WANTED);
        var old = secret(AUTHORITY);
        clock.advance(Duration.ofDays(2440));
        run(WANTED);
        var serverOfOld = pair(EDGE);

        var done = run(WANTED);

        assertThat(done).allMatch(one -> one instanceof Done.Kept);
        assertThat(pair(AUTHORITY).key()).isEqualTo(pair(old).key());
        assertThat(pair(AUTHORITY).until()).isAfter(pair(old).until());
        assertThat(pair(EDGE)).isEqualTo(serverOfOld);
        mustBeTrusted(EDGE, old);
        mustBeTrusted(EDGE, secret(AUTHORITY));
    }

    @Test
    void tellsServersThatTheirAuthorityLastsLonger() throws Exception {
        run(WANTED);
        var authority = pair(AUTHORITY);
        var longer = maker().renewed(authority, Duration.ofDays(7300));
        var before = pair(EDGE);
        secrets.putOurs(
                AUTHORITY,
                Map.of(
                        "tls.crt", Pem.of(longer.certificate()),
                        "tls.key", Pem.of(longer.key()),
                        "ca.crt", Pem.of(longer.certificate())));

        var done = run(WANTED);

        assertThat(causes(done)).containsExactly(Cause.AUTHORITY_RENEWED, Cause.AUTHORITY_RENEWED);
        assertThat(pair(EDGE)).isEqualTo(before);
        assertThat(secret(EDGE).text("ca.crt")).isEqualTo(Pem.of(longer.certificate()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "tls.key of another"})
    void makesAnewWhatNobodyCanUse(String damage) throws Exception {
        run(WANTED);
        var kept = secret(EDGE);
        secrets.putOurs(
                EDGE,
                Map.of(
                        "tls.crt",
                        damage.startsWith("tls") ? kept.text("tls.crt") : damage,
                        "tls.key",
                        secret(INTERNAL).text("tls.key")));

        var done = run(WANTED);

        assertThat(causes(done)).containsExactly(Cause.UNREADABLE);
        mustBeTrusted(EDGE, secret(AUTHORITY));
    }

    @Test
    void followsNamesAndAnAuthorityThatWasMadeAnew() throws Exception {
        run(WANTED);
        var named = run(List.of("r-edge-tls=other.example", WANTED.getLast()));
        secrets.forget(AUTHORITY);
        var anew = run(List.of("r-edge-tls=other.example", WANTED.getLast()));

        assertThat(causes(named)).containsExactly(Cause.OTHER_HOSTS);
        assertThat(causes(anew)).containsExactly(Cause.OTHER_AUTHORITY, Cause.OTHER_AUTHORITY);
        assertThat(pair(EDGE).hosts()).containsExactly("other.example");
        mustBeTrusted(EDGE, secret(AUTHORITY));
    }

    @Test
    void leavesAloneWhatSomebodyElseMade() throws Exception {
        var theirs = Map.of("tls.crt", "theirs", "tls.key", "theirs");
        secrets.putForeign(EDGE, theirs);

        var done = run(WANTED);

        assertThat(done).contains(new Done.Foreign(EDGE));
        assertThat(secret(EDGE).data()).isEqualTo(theirs);
        mustBeTrusted(INTERNAL, secret(AUTHORITY));
    }

    @Test
    void neverMakesAnAuthorityAnewByItself() throws Exception {
        run(WANTED);
        secrets.putOurs(AUTHORITY, secret(EDGE).data());
        assertThatThrownBy(() -> run(WANTED))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("r-authority: holds no authority (expected: ");

        secrets.putForeign(AUTHORITY, Map.of());
        assertThatThrownBy(() -> run(WANTED))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("r-authority: made by somebody else");
    }

    @Test
    void healsARunThatWasKilledBeforeAnyOfItsWrites() throws Exception {
        for (int writes = 0; writes < 3; writes++) {
            var killed = new MemorySecrets();
            killed.dieAfter(writes);
            assertThatThrownBy(() -> run(WANTED, killed)).hasMessage("killed");
            assertThat(killed.all()).hasSize(writes);
            var left = killed.all();

            killed.dieAfter(Integer.MAX_VALUE);
            run(WANTED, killed);

            assertThat(killed.all()).hasSize(3).containsAllEntriesOf(left);
            mustBeTrusted(killed.all().get(INTERNAL), killed.all().get(AUTHORITY));
        }
    }

    @Test
    void healsARenewalThatWasKilledBetweenTwoServers() throws Exception {
        run(WANTED);
        clock.advance(JUST_DUE);
        secrets.dieAfter(1);
        assertThatThrownBy(() -> run(WANTED)).hasMessage("killed");
        var renewed = secret(EDGE);
        secrets.dieAfter(Integer.MAX_VALUE);

        var done = run(WANTED);

        assertThat(causes(done)).containsExactly(Cause.DUE);
        assertThat(secret(EDGE)).isEqualTo(renewed);
        mustBeTrusted(INTERNAL, secret(AUTHORITY));
    }

    @Test
    void makesNoServerThatOutlivesItsAuthority() throws Exception {
        clock.advance(Duration.ofDays(1));
        var config =
                new RenewalConfig(
                        "games", "r", AUTHORITY, WANTED, LIFE, LIFE.plus(Duration.ofDays(1)));
        Renewal.create(config, secrets, maker(), clock).run();
        clock.advance(Duration.ofDays(31));

        secrets.forget(EDGE);
        Renewal.create(config, secrets, maker(), clock).run();

        assertThat(pair(EDGE).until()).isEqualTo(pair(AUTHORITY).until());
    }

    private List<Done> run(List<String> wanted) throws IOException {
        return run(wanted, secrets);
    }

    private List<Done> run(List<String> wanted, MemorySecrets into) throws IOException {
        var config =
                new RenewalConfig("games", "r", AUTHORITY, wanted, LIFE, Duration.ofDays(3650));
        return Renewal.create(config, into, maker(), clock).run();
    }

    private BouncyCastleMaker maker() {
        return new BouncyCastleMaker(clock, new SecureRandom());
    }

    private KeptSecret secret(String name) {
        return secrets.find(name).orElseThrow();
    }

    private Pair pair(String name) throws GeneralSecurityException {
        return pair(secret(name));
    }

    private static Pair pair(KeptSecret secret) throws GeneralSecurityException {
        return Pair.of(secret.text("tls.crt"), secret.text("tls.key"));
    }

    private void mustBeTrusted(String server, KeptSecret authority) throws Exception {
        mustBeTrusted(secret(server), authority);
    }

    /** By the JDK's own rules for chains, at the time of the clock. */
    private void mustBeTrusted(KeptSecret server, KeptSecret authority) throws Exception {
        var anchor = new TrustAnchor(pair(authority).certificate(), null);
        var rules = new PKIXParameters(Set.of(anchor));
        rules.setRevocationEnabled(false);
        rules.setDate(Date.from(clock.instant()));
        var path =
                CertificateFactory.getInstance("X.509")
                        .generateCertPath(List.of(pair(server).certificate()));

        assertThat(CertPathValidator.getInstance("PKIX").validate(path, rules)).isNotNull();
    }

    private static List<Cause> causes(List<Done> done) {
        return done.stream()
                .filter(Done.Renewed.class::isInstance)
                .map(one -> ((Done.Renewed) one).cause())
                .toList();
    }
}
