package dev.tankfleet.agones.conformance.cluster;

import dev.tankfleet.agones.conformance.cluster.certificate.Authority;
import dev.tankfleet.agones.conformance.cluster.certificate.Identity;
import dev.tankfleet.agones.conformance.cluster.certificate.Pem;
import dev.tankfleet.agones.conformance.cluster.certificate.Subject;
import dev.tankfleet.agones.conformance.cluster.process.FreePorts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Where a control plane lives: its folder, its ports and who its parts are. Immutable.
 *
 * @param folder holds all that it writes
 * @param ports its ports on the loopback address
 * @param authority vouches for everybody in the cluster
 * @param frontAuthority vouches for the API server alone, when it calls aggregated APIs
 * @param server the identity of all that listen
 * @param front who the API server is to aggregated APIs
 * @param signingKey signs tokens of service accounts
 * @param signedBy the public key of it
 */
record Site(
        Path folder,
        Ports ports,
        Authority authority,
        Authority frontAuthority,
        Identity server,
        Identity front,
        Path signingKey,
        Path signedBy) {
    private static final String SERVICE = "kubernetes.default.svc";

    /** Ports of the loopback address. */
    record Ports(int etcd, int etcdPeer, int api, int controllerManager, int scheduler) {}

    /** Makes one in an empty folder. */
    static Site prepare(Path folder, InstantSource clock) {
        Path keys = folder.resolve("keys");
        try {
            Files.createDirectory(keys);
            Files.createDirectory(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var authority = Authority.create(keys, "cluster", clock);
        var frontAuthority = Authority.create(keys, "front", clock);
        var signing = Pem.newKey();
        return new Site(
                folder,
                new Ports(
                        FreePorts.next(),
                        FreePorts.next(),
                        FreePorts.next(),
                        FreePorts.next(),
                        FreePorts.next()),
                authority,
                frontAuthority,
                authority.issue(
                        "server",
                        Subject.server(
                                "control-plane", "kubernetes", "kubernetes.default", SERVICE)),
                frontAuthority.issue("front-client", Subject.client("front-client")),
                Pem.writeKey(keys.resolve("accounts.key"), signing),
                Pem.writePublicKey(keys.resolve("accounts.pub"), signing));
    }

    /** Where the API server answers. */
    String url() {
        return "https://127.0.0.1:" + ports.api();
    }

    /** Where etcd answers. */
    String etcdUrl() {
        return "http://127.0.0.1:" + ports.etcd();
    }

    /** What a program prints. */
    Path log(String program) {
        return folder.resolve("log").resolve(program + ".log");
    }

    /** A file that makes its reader that user. */
    Path kubeconfig(String file, Subject user) {
        return Kubeconfig.write(
                folder.resolve(file + ".kubeconfig"),
                url(),
                authority,
                authority.issue(file, user));
    }
}
