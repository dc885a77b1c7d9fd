package dev.tankfleet.certificates.renewal;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is made.
 *
 * @param namespace of all Secrets
 * @param owner release for which they are made; a Secret of another owner is left alone
 * @param authority Secret of the authority
 * @param wanted {@code secret=host host} of each server, such as {@code r-hub-tls=hub.example};
 *     hosts are names or IPv4 addresses
 * @param life of a server's certificate, at least 1 h; a third before its end it is made anew
 * @param authorityLife of the authority's, longer than {@code life}; the same rule
 */
public record RenewalConfig(
        String namespace,
        String owner,
        String authority,
        List<String> wanted,
        @Default("90d") Duration life,
        @Default("3650d") Duration authorityLife) {
    private static final Duration LIFE_MIN = Duration.ofHours(1);
    private static final Pattern SECRET = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final Pattern HOST = Pattern.compile("[a-z0-9*]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final String NAME_RULE = "a name as Kubernetes takes it, such as eu-authority";
    private static final String RULE = "secret=host host, such as eu-edge-tls=eu.play.example";

    public RenewalConfig {
        wanted = List.copyOf(wanted);
        Check.that(isSecret(namespace), "namespace", namespace, NAME_RULE);
        Check.that(isSecret(owner), "owner", owner, NAME_RULE);
        Check.that(isSecret(authority), "authority", authority, NAME_RULE);
        Check.that(!wanted.isEmpty(), "wanted", wanted, "at least one of " + RULE);
        var names = new HashSet<>(List.of(authority));
        for (var each : wanted) {
            var server = Wanted.parse(each);
            Check.that(names.add(server.secret()), "wanted", each, "each Secret once");
        }
        Check.that(life.compareTo(LIFE_MIN) >= 0, "life", life, ">= " + LIFE_MIN);
        Check.that(authorityLife.compareTo(life) > 0, "authorityLife", authorityLife, "> " + life);
    }

    /** Each server, in parts. */
    public List<Wanted> each() {
        return wanted.stream().map(Wanted::parse).toList();
    }

    private static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    /**
     * One server.
     *
     * @param secret where its certificate is kept
     * @param hosts what it is called
     */
    public record Wanted(String secret, List<String> hosts) {
        public Wanted {
            hosts = List.copyOf(hosts);
        }

        private static Wanted parse(String text) {
            var parts = text.strip().split("=", 2);
            var hosts =
                    parts.length < 2
                            ? List.<String>of()
                            : Arrays.stream(parts[1].split(" "))
                                    .filter(it -> !it.isEmpty())
                                    .toList();
            boolean isFine =
                    isSecret(parts[0])
                            && !hosts.isEmpty()
                            && hosts.stream().allMatch(host -> HOST.matcher(host).matches());
            Check.that(isFine, "wanted", text, RULE);
            return new Wanted(parts[0], hosts);
        }
    }
}
