package dev.tankfleet.certificates.renewal;

import dev.tankfleet.certificates.pair.Maker;
import dev.tankfleet.certificates.pair.Pair;
import dev.tankfleet.certificates.pair.Pem;
import dev.tankfleet.certificates.renewal.Done.Cause;
import dev.tankfleet.certificates.renewal.RenewalConfig.Wanted;
import dev.tankfleet.certificates.secret.KeptSecret;
import dev.tankfleet.certificates.secret.Secrets;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the Secrets of a release to what they should be. Every write is whole and leaves something
 * that can be used, so a run that is killed is healed by the next one. The authority's key is made
 * once: its certificate is renewed under the same name and key, and neither servers nor those who
 * trust it have to follow at once.
 */
public final class Renewal {
    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";
    private static final String AUTHORITY = "ca.crt";

    private final RenewalConfig config;
    private final Secrets secrets;
    private final Maker maker;
    private final InstantSource clock;

    private Renewal(RenewalConfig config, Secrets secrets, Maker maker, InstantSource clock) {
        this.config = config;
        this.secrets = secrets;
        this.maker = maker;
        this.clock = clock;
    }

    /** Ready to run. */
    public static Renewal create(
            RenewalConfig config, Secrets secrets, Maker maker, InstantSource clock) {
        return new Renewal(config, secrets, maker, clock);
    }

    /**
     * Runs once.
     *
     * @return what became of each Secret, the authority first
     * @throws IOException if the API server does not do its part, or the authority cannot be used;
     *     what was done stays done
     */
    public List<Done> run() throws IOException {
        var done = new ArrayList<Done>();
        var authority = authority(done);
        for (var wanted : config.each()) {
            done.add(server(wanted, authority));
        }
        return List.copyOf(done);
    }

    private Pair authority(List<Done> done) throws IOException {
        var name = config.authority();
        var found = secrets.find(name);
        if (found.isEmpty()) {
            var made = maker.authority("Tankfleet " + config.owner(), config.authorityLife());
            secrets.create(name, data(made, made));
            done.add(new Done.Made(name, made.until()));
            return made;
        }
        var kept = usable(found.get());
        if (!kept.isDue(clock.instant())) {
            done.add(new Done.Kept(name, kept.until()));
            return kept;
        }
        var renewed = maker.renewed(kept, config.authorityLife());
        secrets.replace(found.get(), data(renewed, renewed));
        done.add(new Done.Renewed(name, Cause.DUE, renewed.until()));
        return renewed;
    }

    /** It is never made anew by itself: everybody who trusts it would have to be told. */
    private static Pair usable(KeptSecret secret) throws IOException {
        if (!secret.isOurs()) {
            throw new IOException(
                    "Secret "
                            + secret.name()
                            + ": made by somebody else (expected: none, or the authority of this"
                            + " release)");
        }
        try {
            var pair = pair(secret);
            if (pair.isAuthority()) {
                return pair;
            }
        } catch (GeneralSecurityException e) {
            throw unusable(secret, e);
        }
        throw unusable(secret, null);
    }

    private static IOException unusable(KeptSecret secret, @Nullable Exception cause) {
        return new IOException(
                "Secret "
                        + secret.name()
                        + ": holds no authority (expected: what was made once; without it, delete"
                        + " the Secret, and a new authority is made, which all who trust the old"
                        + " one have to be given)",
                cause);
    }

    private Done server(Wanted wanted, Pair authority) throws IOException {
        var found = secrets.find(wanted.secret());
        if (found.isEmpty()) {
            var made = made(wanted, authority);
            secrets.create(wanted.secret(), data(made, authority));
            return new Done.Made(wanted.secret(), made.until());
        }
        var secret = found.get();
        if (!secret.isOurs()) {
            return new Done.Foreign(secret.name());
        }
        Pair kept;
        try {
            kept = pair(secret);
        } catch (GeneralSecurityException _) {
            return renewed(secret, Cause.UNREADABLE, made(wanted, authority), authority);
        }
        var cause = causeToRenew(kept, wanted, authority);
        if (cause.isPresent()) {
            return renewed(secret, cause.get(), made(wanted, authority), authority);
        }
        return secret.text(AUTHORITY).equals(Pem.of(authority.certificate()))
                ? new Done.Kept(secret.name(), kept.until())
                : renewed(secret, Cause.AUTHORITY_RENEWED, kept, authority);
    }

    private Done renewed(KeptSecret secret, Cause cause, Pair pair, Pair authority)
            throws IOException {
        secrets.replace(secret, data(pair, authority));
        return new Done.Renewed(secret.name(), cause, pair.until());
    }

    private Optional<Cause> causeToRenew(Pair kept, Wanted wanted, Pair authority) {
        if (!kept.isSignedBy(authority)) {
            return Optional.of(Cause.OTHER_AUTHORITY);
        }
        if (!Set.copyOf(kept.hosts()).equals(Set.copyOf(wanted.hosts()))) {
            return Optional.of(Cause.OTHER_HOSTS);
        }
        return kept.isDue(clock.instant()) ? Optional.of(Cause.DUE) : Optional.empty();
    }

    private Pair made(Wanted wanted, Pair authority) {
        return maker.server(authority, wanted.secret(), wanted.hosts(), config.life());
    }

    private static Pair pair(KeptSecret secret) throws GeneralSecurityException {
        return Pair.of(secret.text(CERTIFICATE), secret.text(KEY));
    }

    private static Map<String, String> data(Pair pair, Pair authority) {
        return Map.of(
                CERTIFICATE, Pem.of(pair.certificate()),
                KEY, Pem.of(pair.key()),
                AUTHORITY, Pem.of(authority.certificate()));
    }
}
