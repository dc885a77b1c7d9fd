package dev.tankfleet.agones.conformance.cluster;

import dev.tankfleet.agones.conformance.cluster.certificate.Authority;
import dev.tankfleet.agones.conformance.cluster.certificate.Identity;
import dev.tankfleet.agones.conformance.cluster.certificate.Subject;
import dev.tankfleet.agones.conformance.cluster.process.Folders;
import dev.tankfleet.agones.conformance.cluster.process.NativeProcess;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A real control plane with our definitions of Agones' resources in it. Guarded by the object; any
 * thread may call it. It ends with {@link #close}, and with the JVM at the latest; its folder stays
 * only when the JVM is killed outright, and then until somebody starts the next one.
 */
public final class ControlPlane implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final Duration ASK_MAX = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final String WAIT_MAX = "--timeout=100s";
    private static final String API_SERVER = "kube-apiserver";
    private static final String CONTROLLER_MANAGER = "kube-controller-manager";
    private static final String SCHEDULER = "kube-scheduler";
    private static final List<String> PROGRAMS =
            List.of("etcd", API_SERVER, CONTROLLER_MANAGER, SCHEDULER, "kubectl", "kwok");

    private final ClusterTools tools;
    private final Site site;
    private final HttpClient http;
    private final Path kubeconfig;
    private final Kubectl kubectl;
    private final Thread atExit = new Thread(this::end, "control-plane-end");

    // Guarded by this. In the order in which they were started.
    private final Map<String, NativeProcess> running = new LinkedHashMap<>();

    private ControlPlane(ClusterTools tools, Site site) {
        this.tools = tools;
        this.site = site;
        this.http = HttpClient.newBuilder().sslContext(site.authority().trust()).build();
        this.kubeconfig = site.kubeconfig("admin", Subject.client("admin", "system:masters"));
        this.kubectl = new Kubectl(tools.program("kubectl"), kubeconfig, site.folder());
    }

    /**
     * Starts one on free ports, in a folder of its own.
     *
     * @throws IllegalStateException if a program is not there, ends, or is not ready in time
     */
    public static ControlPlane start(ClusterTools tools) {
        PROGRAMS.forEach(tools::program);
        var plane =
                new ControlPlane(tools, Site.prepare(Folders.temporary(), InstantSource.system()));
        Runtime.getRuntime().addShutdownHook(plane.atExit);
        boolean isUp = false;
        try {
            plane.up();
            isUp = true;
            return plane;
        } finally {
            if (!isUp) {
                plane.close();
            }
        }
    }

    /** Where the API server answers. */
    public String url() {
        return site.url();
    }

    /** Makes its reader the administrator. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** Kubectl as the administrator. */
    public Kubectl kubectl() {
        return kubectl;
    }

    /** Holds all that the control plane writes, and whatever else shall end with it. */
    public Path folder() {
        return site.folder();
    }

    /** Vouches for everybody in the cluster. */
    public Authority authority() {
        return site.authority();
    }

    /**
     * Makes its reader a service account.
     *
     * @return a file with a token for a day
     */
    public Path kubeconfig(String namespace, String serviceAccount) {
        return Kubeconfig.writeWithToken(
                site.folder().resolve(namespace + "." + serviceAccount + ".kubeconfig"),
                site.url(),
                site.authority(),
                token(namespace, serviceAccount));
    }

    /**
     * Makes its reader that user.
     *
     * @param file what the file is called, without its ending
     */
    public Path kubeconfig(String file, Subject user) {
        return site.kubeconfig(file, user);
    }

    /** A token of a service account, for a day. */
    String token(String namespace, String serviceAccount) {
        return kubectl.run("create", "token", serviceAccount, "-n", namespace, "--duration=24h")
                .strip();
    }

    /** Port of the API server on the loopback address. */
    int apiPort() {
        return site.ports().api();
    }

    /** Adds a simulated node, on which Pods are said to run; returns when it is Ready. */
    public synchronized void addNode(String name) {
        if (!running.containsKey("kwok")) {
            Path own = site.kubeconfig("kwok", Subject.client("kwok", "system:masters"));
            launch("kwok", Commands.kwok(tools, own));
        }
        kubectl.apply(Templates.text("node.yaml", Map.of("name", name)));
        kubectl.run("wait", "--for=condition=Ready", WAIT_MAX, "node/" + name);
    }

    /** Who serves the allocation API; what is registered later expects to find this identity. */
    public Identity extensionsIdentity() {
        return site.authority()
                .issue(
                        "extensions",
                        Subject.server(
                                "agones-controller-service",
                                "agones-controller-service.agones-system.svc"));
    }

    /**
     * Has the API server send all that concerns allocations to a port of the loopback address;
     * returns when it does. What was registered before is replaced.
     *
     * @param port where somebody with the {@link #extensionsIdentity} listens
     */
    public void registerAllocationApi(int port) {
        kubectl.apply(
                Templates.text(
                        "aggregation.yaml",
                        Map.of(
                                "port",
                                Integer.toString(port),
                                "authority",
                                Templates.base64(site.authority().certificate()))));
        kubectl.run(
                "wait",
                "--for=condition=Available",
                WAIT_MAX,
                "apiservice/v1.allocation.agones.dev");
    }

    /** Takes the API server away, as a crash does: every connection breaks. */
    public synchronized void killApiServer() {
        kill(API_SERVER);
    }

    /** Brings the API server back, where it was and with what it knew. */
    public synchronized void startApiServer() {
        NativeProcess apiServer = launch(API_SERVER, Commands.apiServer(tools, site));
        apiServer.awaitReady(START_MAX, isOk(site.url() + "/readyz"));
    }

    /**
     * Starts something beside the control plane that shall end with it.
     *
     * @param name what messages and its log call it
     */
    synchronized NativeProcess launch(
            String name, List<String> command, Map<String, String> environment) {
        NativeProcess process = NativeProcess.start(name, command, environment, site.log(name));
        running.put(name, process);
        return process;
    }

    /** Kills something that was started here; nothing happens if it was not. */
    synchronized void kill(String name) {
        NativeProcess process = running.remove(name);
        if (process != null) {
            process.close();
        }
    }

    /** Whether a URL of the cluster answers 200. */
    BooleanSupplier isOk(String url) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(ASK_MAX).build();
        return () -> {
            try {
                return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }

    /** Kills all of it, and removes its folder. */
    @Override
    public void close() {
        end();
        http.close();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, and runs it once more; nothing is left to do.
        }
    }

    private void up() {
        launch("etcd", Commands.etcd(tools, site))
                .awaitReady(START_MAX, isOk(site.etcdUrl() + "/health"));
        startApiServer();
        // Before the controller manager: its garbage collector learns new kinds only twice a
        // minute, but at its start it learns those that are there.
        kubectl.apply(Templates.text("definitions.yaml", Map.of()));
        kubectl.run("wait", "--for=condition=Established", WAIT_MAX, "--all", "crd");
        kubectl.apply(Templates.text("access.yaml", Map.of()));
        Path managerConfig =
                site.kubeconfig(
                        "controller-manager", Subject.client("system:" + CONTROLLER_MANAGER));
        Path schedulerConfig = site.kubeconfig("scheduler", Subject.client("system:" + SCHEDULER));
        NativeProcess manager =
                launch(CONTROLLER_MANAGER, Commands.controllerManager(tools, site, managerConfig));
        NativeProcess scheduler =
                launch(SCHEDULER, Commands.scheduler(tools, site, schedulerConfig));
        manager.awaitReady(START_MAX, isOk(local(site.ports().controllerManager()) + "/healthz"));
        scheduler.awaitReady(START_MAX, isOk(local(site.ports().scheduler()) + "/healthz"));
        // It says that it is well before all its controllers work; without this account no Pod
        // can be made, and who takes the API server away too early breaks it for good.
        kubectl.run("wait", "--for=create", WAIT_MAX, "serviceaccount/default");
    }

    private static String local(int port) {
        return "https://127.0.0.1:" + port;
    }

    private NativeProcess launch(String name, List<String> command) {
        return launch(name, command, Map.of());
    }

    private synchronized void end() {
        List.copyOf(running.keySet()).reversed().forEach(this::kill);
        Folders.delete(site.folder());
    }
}
