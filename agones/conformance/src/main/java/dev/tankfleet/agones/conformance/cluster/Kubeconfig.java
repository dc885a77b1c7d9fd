package dev.tankfleet.agones.conformance.cluster;

import dev.tankfleet.agones.conformance.cluster.certificate.Authority;
import dev.tankfleet.agones.conformance.cluster.certificate.Identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Writes the files that tell clients where a cluster is and who they are. Stateless. */
final class Kubeconfig {
    private Kubeconfig() {}

    /** For somebody with a certificate. */
    static Path write(Path file, String url, Authority authority, Identity user) {
        return write(
                file,
                url,
                authority,
                "client-certificate-data: %s, client-key-data: %s"
                        .formatted(base64(user.certificate()), base64(user.key())));
    }

    /** For somebody with a token. */
    static Path writeWithToken(Path file, String url, Authority authority, String token) {
        return write(file, url, authority, "token: " + token);
    }

    private static Path write(Path file, String url, Authority authority, String user) {
        String text =
                """
                apiVersion: v1
                kind: Config
                clusters:
                - name: cluster
                  cluster: {server: "%s", certificate-authority-data: %s}
                users:
                - name: user
                  user: {%s}
                contexts:
                - name: context
                  context: {cluster: cluster, user: user}
                current-context: context
                """
                        .formatted(url, base64(authority.identity().certificate()), user);
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base64(Path file) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
