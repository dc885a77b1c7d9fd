package dev.tankfleet.agones.conformance.cluster;

import java.nio.file.Path;
import java.util.List;

/** Command lines of the control plane's programs; pure functions. */
final class Commands {
    /** No loopback address may stand here, and nobody looks. */
    private static final String ADVERTISED = "198.51.100.1";

    /** Marks the nodes that kwok simulates, as in {@code node.yaml}. */
    private static final String SIMULATED = "conformance.tankfleet.dev/node=simulated";

    private static final String SERVICE_ADDRESSES = "10.96.0.0/24";
    private static final String ISSUER = "https://kubernetes.default.svc";

    private Commands() {}

    static List<String> etcd(ClusterTools tools, Site site) {
        String peer = "http://127.0.0.1:" + site.ports().etcdPeer();
        return List.of(
                tools.program("etcd").toString(),
                "--name=only",
                "--data-dir=" + site.folder().resolve("etcd"),
                // What is here need not survive a power cut.
                "--unsafe-no-fsync",
                "--log-level=warn",
                "--listen-client-urls=" + site.etcdUrl(),
                "--advertise-client-urls=" + site.etcdUrl(),
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=only=" + peer);
    }

    static List<String> apiServer(ClusterTools tools, Site site) {
        return List.of(
                tools.program("kube-apiserver").toString(),
                "--etcd-servers=" + site.etcdUrl(),
                "--bind-address=127.0.0.1",
                "--secure-port=" + site.ports().api(),
                "--advertise-address=" + ADVERTISED,
                "--endpoint-reconciler-type=none",
                "--service-cluster-ip-range=" + SERVICE_ADDRESSES,
                "--tls-cert-file=" + site.server().certificate(),
                "--tls-private-key-file=" + site.server().key(),
                "--client-ca-file=" + site.authority().identity().certificate(),
                "--authorization-mode=Node,RBAC",
                "--allow-privileged=true",
                "--service-account-issuer=" + ISSUER,
                "--service-account-signing-key-file=" + site.signingKey(),
                "--service-account-key-file=" + site.signedBy(),
                "--requestheader-client-ca-file=" + site.frontAuthority().identity().certificate(),
                "--requestheader-allowed-names=front-client",
                "--requestheader-username-headers=X-Remote-User",
                "--requestheader-group-headers=X-Remote-Group",
                "--requestheader-extra-headers-prefix=X-Remote-Extra-",
                "--proxy-client-cert-file=" + site.front().certificate(),
                "--proxy-client-key-file=" + site.front().key());
    }

    static List<String> controllerManager(ClusterTools tools, Site site, Path kubeconfig) {
        var authority = site.authority().identity();
        return List.of(
                tools.program("kube-controller-manager").toString(),
                "--kubeconfig=" + kubeconfig,
                "--authentication-kubeconfig=" + kubeconfig,
                "--authorization-kubeconfig=" + kubeconfig,
                "--bind-address=127.0.0.1",
                "--secure-port=" + site.ports().controllerManager(),
                "--tls-cert-file=" + site.server().certificate(),
                "--tls-private-key-file=" + site.server().key(),
                "--leader-elect=false",
                "--use-service-account-credentials=true",
                "--service-account-private-key-file=" + site.signingKey(),
                "--root-ca-file=" + authority.certificate(),
                "--cluster-signing-cert-file=" + authority.certificate(),
                "--cluster-signing-key-file=" + authority.key());
    }

    static List<String> scheduler(ClusterTools tools, Site site, Path kubeconfig) {
        return List.of(
                tools.program("kube-scheduler").toString(),
                "--kubeconfig=" + kubeconfig,
                "--authentication-kubeconfig=" + kubeconfig,
                "--authorization-kubeconfig=" + kubeconfig,
                "--bind-address=127.0.0.1",
                "--secure-port=" + site.ports().scheduler(),
                "--tls-cert-file=" + site.server().certificate(),
                "--tls-private-key-file=" + site.server().key(),
                "--leader-elect=false");
    }

    /** Simulates the nodes that carry its annotation. */
    static List<String> kwok(ClusterTools tools, Path kubeconfig) {
        return List.of(
                tools.program("kwok").toString(),
                "--kubeconfig=" + kubeconfig,
                "--config=" + tools.stages(),
                "--manage-all-nodes=false",
                "--manage-nodes-with-annotation-selector=" + SIMULATED,
                "--node-ip=127.0.0.2",
                "--cidr=10.99.0.0/24",
                "--node-lease-duration-seconds=40");
    }
}
