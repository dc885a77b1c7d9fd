package dev.tankfleet.fleets.pods;

import dev.tankfleet.agones.conformance.cluster.Kubectl;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Gives every Service of type LoadBalancer the machine's address, as k3s does. Works on a thread of
 * its own until it is closed.
 */
final class Addresses implements AutoCloseable {
    private static final long LOOK_EVERY_MS = 500;
    private static final String SERVICES =
            "jsonpath={range .items[?(@.spec.type==\"LoadBalancer\")]}{.metadata.namespace}"
                    + " {.metadata.name} {.status.loadBalancer.ingress[0].ip}{\"\\n"
                    + "\"}{end}";

    private final Kubectl kubectl;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("addresses").factory());

    private Addresses(Kubectl kubectl) {
        this.kubectl = kubectl;
    }

    static Addresses give(Kubectl kubectl) {
        var addresses = new Addresses(kubectl);
        var _ =
                addresses.thread.scheduleWithFixedDelay(
                        addresses::look, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        return addresses;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        kubectl.run("get", "services", "--all-namespaces", "-o", SERVICES)
                .lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length == 2)
                .forEach(words -> give(words[0], words[1]));
    }

    private void give(String namespace, String service) {
        kubectl.run(
                "patch",
                "service",
                service,
                "-n",
                namespace,
                "--subresource=status",
                "--type=merge",
                "-p",
                "{\"status\":{\"loadBalancer\":{\"ingress\":[{\"ip\":\"%s\"}]}}}"
                        .formatted(Machine.ADDRESS));
    }
}
