package dev.tankfleet.testkit.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was committed once is known for good, whatever later commits take away: so every version of
 * every file is looked through. What looks like a secret and is none stands in {@code samples.txt},
 * by its hash and with a reason.
 */
final class SecretsInHistoryTest {
    private static final Path SAMPLES =
            Path.of("src/test/resources/dev/tankfleet/testkit/checkout/samples.txt");

    private static final int CANARIES_MIN = 48;

    @TempDir private Path folder;

    @Test
    void findsNoSecretInAnyCommit() throws Exception {
        var history = new GitHistory(Path.of("").toAbsolutePath());
        if (!history.isThere()) {
            leaveOut();
        }
        var samples = samples();

        var findings = new TreeMap<String, String>();
        history.forEach(
                (name, text) ->
                        found(text)
                                .forEach(
                                        finding ->
                                                findings.putIfAbsent(
                                                        finding.hash(),
                                                        finding.kind() + " in " + name)));

        findings.keySet().removeAll(samples);
        assertThat(findings)
                .as("take it out of use, or name its hash and why it is none in %s", SAMPLES)
                .isEmpty();
    }

    @Test
    void findsWhatWasPlantedWhereverItIs() throws Exception {
        var canaries = new Canaries(new SplittableRandom(36)).fifty();
        git("init", "-q", "-b", "main");
        git("config", "user.email", "canary@example.invalid");
        git("config", "user.name", "Canary");
        for (int i = 0; i < canaries.size(); i++) {
            // Between other text, some behind a byte that makes a file binary, all but the last
            // gone again.
            var text = "one: 1\n" + (i % 7 == 0 ? "\0" : "") + canaries.get(i) + "\ntwo: 2\n";
            Files.writeString(folder.resolve("file.txt"), text);
            git("add", "-A");
            git("commit", "-q", "-m", "version " + i);
        }
        git("checkout", "-q", "--orphan", "other");
        git("commit", "-q", "-m", "nothing of it");

        var seen = new StringBuilder();
        new GitHistory(folder)
                .forEach((_, text) -> found(text).forEach(found -> seen.append(found.text())));
        var missed = canaries.stream().filter(canary -> !isSeen(seen, canary)).toList();

        assertThat(canaries).hasSize(50);
        assertThat(missed).hasSizeLessThanOrEqualTo(canaries.size() - CANARIES_MIN);
    }

    /** Some part of it, long enough to be nothing else. */
    private static boolean isSeen(CharSequence seen, String canary) {
        var text = seen.toString();
        return Arrays.stream(canary.split("[\\s\"':=/@;]+|\\\\n"))
                .anyMatch(part -> part.length() >= 16 && text.contains(part));
    }

    private static void leaveOut() {
        assertThat(System.getenv("CI")).as("CI checks a clone").isNotEqualTo("true");
        System.out.println("not run: the history's secrets (no clone of git here)");
        abort("no clone");
    }

    private static List<Finding> found(String text) {
        return Arrays.stream(SecretKind.values())
                .flatMap(kind -> kind.in(text).map(value -> new Finding(kind, value)))
                .toList();
    }

    /** Each line: a hash, and why what has it is no secret. */
    private static Set<String> samples() throws IOException {
        return Files.readAllLines(SAMPLES).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ", 2)[0])
                .collect(Collectors.toSet());
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        assertThat(code).as("git %s", command).isZero();
    }

    private record Finding(SecretKind kind, String text) {
        String hash() {
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                var bytes = digest.digest(text.getBytes(StandardCharsets.ISO_8859_1));
                return HexFormat.of().formatHex(bytes).substring(0, 16);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
