package dev.tankfleet.testkit.checkout;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of secret, and how one looks. Each pattern is only tried where one of its hints stands in
 * the text: there is a lot of text, and patterns are slow.
 */
enum SecretKind {
    PRIVATE_KEY(
            "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?:"
                    + " BLOCK)?-----(?:\\\\[rn]|\\s|[\\w+/=:,.-]){100,}",
            "PRIVATE KEY"),
    AGE_IDENTITY("AGE-SECRET-KEY-1[0-9A-Z]{58}", "AGE-SECRET-KEY"),
    NATS_SEED("\\bS[AOUNCX][A-Z2-7]{56}\\b", "SA", "SO", "SU", "SN", "SC", "SX"),
    JSON_WEB_TOKEN("\\beyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{40,}", "eyJ"),
    AWS_KEY_ID("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b", "AKIA", "ASIA"),
    GITHUB_TOKEN("\\bgh[pousr]_[A-Za-z0-9]{36}", "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
    GITHUB_FINE_TOKEN("\\bgithub_pat_\\w{60,}", "github_pat_"),
    GITLAB_TOKEN("\\bglpat-[\\w-]{20}", "glpat-"),
    SLACK_TOKEN("\\bxox[abeoprs]-[\\w-]{20,}", "xox"),
    SLACK_HOOK("hooks\\.slack\\.com/services/T\\w{8,}/B\\w{8,}/\\w{20,}", "hooks.slack.com"),
    GOOGLE_KEY("\\bAIza[\\w-]{35}", "AIza"),
    STRIPE_KEY("\\b[rs]k_live_[A-Za-z0-9]{20,}", "_live_"),
    NPM_TOKEN("\\bnpm_[A-Za-z0-9]{36}", "npm_"),
    PYPI_TOKEN("\\bpypi-[\\w-]{50,}", "pypi-"),
    DOCKER_TOKEN("\\bdckr_pat_[\\w-]{20,}", "dckr_pat_"),
    VAULT_TOKEN("\\bhvs\\.[\\w-]{24,}", "hvs."),
    DIGITALOCEAN_TOKEN("\\bdo[opr]_v1_[a-f0-9]{64}", "_v1_"),
    SENDGRID_KEY("\\bSG\\.[\\w-]{22}\\.[\\w-]{43}", "SG."),
    HUGGING_FACE_TOKEN("\\bhf_[A-Za-z0-9]{34}", "hf_"),
    MODEL_KEY("\\bsk-[\\w-]{40,}", "sk-"),
    TELEGRAM_TOKEN("\\b\\d{8,10}:AA[\\w-]{33}", ":AA"),
    AZURE_KEY("AccountKey=[A-Za-z0-9+/]{86}==", "AccountKey="),
    HETZNER_TOKEN("(?i)hcloud_token\\W{1,4}[A-Za-z0-9]{64}", "HCLOUD_TOKEN", "hcloud_token"),
    /** A password in an address; the group is judged by how much chance is in it. */
    PASSWORD_IN_ADDRESS("://[^\\s:/@\"'`]*:([^\\s:/@\"'`]{12,})@", "://"),
    /** What is called a secret and looks like chance. */
    NAMED_SECRET(
            "(?=[aAcCpPsStT])(?i)(?:passw(?:or)?d|secret|token|api[_-]?key|access[_-]?key|signing[_-]?key|credential)"
                + "[\\w.-]{0,24}[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?([A-Za-z0-9+/_-]{20,}={0,2})",
            "pass",
            "Pass",
            "PASS",
            "ecret",
            "ECRET",
            "oken",
            "OKEN",
            "ey",
            "EY",
            "redential",
            "REDENTIAL");

    /** Bits for each letter of what a generator makes; words and names of classes have less. */
    private static final double CHANCE_MIN_BITS = 3.7;

    private final Pattern pattern;
    private final List<String> hints;

    SecretKind(String pattern, String... hints) {
        this.pattern = Pattern.compile(pattern);
        this.hints = List.of(hints);
    }

    /** What looks like this kind of secret. */
    Stream<String> in(String text) {
        return hints.stream().noneMatch(text::contains)
                ? Stream.empty()
                : pattern.matcher(text)
                        .results()
                        .filter(SecretKind::isByChance)
                        .map(SecretKind::value);
    }

    private static String value(MatchResult found) {
        return found.groupCount() > 0 ? found.group(1) : found.group();
    }

    /** Kinds with a group are only a name and a value, which may be any word. */
    private static boolean isByChance(MatchResult found) {
        if (found.groupCount() == 0) {
            return true;
        }
        var value = found.group(1);
        return value.chars().anyMatch(Character::isDigit)
                && value.chars().anyMatch(Character::isLetter)
                && bitsPerLetter(value) >= CHANCE_MIN_BITS;
    }

    private static double bitsPerLetter(String value) {
        return value
                .chars()
                .mapToObj(letter -> letter)
                .collect(Collectors.groupingBy(letter -> letter, Collectors.counting()))
                .values()
                .stream()
                .mapToDouble(count -> (double) count / value.length())
                .map(share -> -share * Math.log(share) / Math.log(2))
                .sum();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
