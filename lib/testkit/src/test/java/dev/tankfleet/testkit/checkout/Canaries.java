package dev.tankfleet.testkit.checkout;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Secrets that open nothing, made anew in each run so that none stands in this repository. They are
 * as people leave them behind: in configuration, in code, in notes, cut or encoded now and then.
 */
final class Canaries {
    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String CAPITALS = LETTERS.substring(0, 26);
    private static final String BASE_32 = CAPITALS + "234567";

    private final RandomGenerator random;

    Canaries(RandomGenerator random) {
        this.random = random;
    }

    /** Fifty lines, each with a secret. */
    List<String> fifty() {
        var lines = new ArrayList<String>();
        for (var kind : List.of("", "RSA ", "DSA ", "EC ", "OPENSSH ", "ENCRYPTED ")) {
            lines.add(privateKey(kind, "\n"));
        }
        lines.add("\"private_key\": \"" + privateKey("", "\\n") + "\"");
        lines.add("identity = AGE-SECRET-KEY-1" + some(58, CAPITALS));
        lines.add("seed: SU" + some(56, BASE_32));
        lines.add("seed: SA" + some(56, BASE_32));
        lines.add(
                "curl -H 'Authorization: Bearer eyJ%s.eyJ%s.%s'"
                        .formatted(some(33), some(80), some(86)));
        lines.add("eyJ%s.eyJ%s.%s".formatted(some(20), some(120), some(342)));
        lines.add("aws_access_key_id = AKIA" + some(16, CAPITALS));
        lines.add("AWS_ACCESS_KEY_ID=ASIA" + some(16, CAPITALS));
        lines.add("aws_secret_access_key = " + some(40));
        lines.add("AWS_SECRET_ACCESS_KEY=\"" + some(40) + "\"");
        for (var start : List.of("ghp_", "gho_", "ghs_", "ghr_")) {
            lines.add("git clone https://" + start + some(36) + "@github.com/x/y");
        }
        lines.add("GH_TOKEN: github_pat_" + some(22) + "_" + some(59));
        lines.add("glpat-" + some(20));
        lines.add("SLACK=xoxb-" + some(12, "0123456789") + "-" + some(24));
        lines.add(
                "https://hooks.slack.com/services/T"
                        + some(9, CAPITALS)
                        + "/B"
                        + some(9, CAPITALS)
                        + "/"
                        + some(24));
        lines.add("key=AIza" + some(35));
        lines.add("stripe: sk_live_" + some(24));
        lines.add("//registry.npmjs.org/:_authToken=npm_" + some(36));
        lines.add("pypi-" + some(80));
        lines.add("dckr_pat_" + some(27));
        lines.add("VAULT=hvs." + some(90));
        lines.add("do: dop_v1_" + some(64, "0123456789abcdef"));
        lines.add("SG." + some(22) + "." + some(43));
        lines.add("hf_" + some(34));
        lines.add("sk-" + some(48));
        lines.add("bot 1234567890:AA" + some(33));
        lines.add("AccountName=x;AccountKey=" + some(86) + "==;");
        lines.add("HCLOUD_TOKEN=" + some(64));
        lines.add("postgres://auth:" + some(24) + "@db.example:5432/tankfleet");
        lines.add("redis://:" + some(32) + "@redis:6379/0");
        lines.add("nats://leaf:" + some(20) + "@hub.example:7422");
        lines.add("password: " + some(32));
        lines.add("PGPASSWORD='" + some(24) + "' psql");
        lines.add("  redis-password: \"" + some(32) + "\"");
        lines.add("String apiKey = \"" + some(32) + "\";");
        lines.add("{\"client_secret\":\"" + some(43) + "\"}");
        lines.add("export REFRESH_TOKEN=" + some(64));
        lines.add("auth.signing-key=" + some(64, "0123456789abcdef"));
        lines.add("var credentials = '" + some(40) + "'");
        // How one escapes: nothing about it says what it is, and it is encoded once more.
        lines.add("# " + some(32));
        lines.add(base64("password: " + some(32)));
        return lines;
    }

    private String privateKey(String kind, String end) {
        var body = IntStream.range(0, 8).mapToObj(_ -> some(64)).collect(Collectors.joining(end));
        return "-----BEGIN %1$sPRIVATE KEY-----%3$s%2$s%3$s-----END %1$sPRIVATE KEY-----"
                .formatted(kind, body, end);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String some(int length) {
        return some(length, LETTERS);
    }

    private String some(int length, String letters) {
        return random.ints(length, 0, letters.length())
                .mapToObj(i -> letters.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
