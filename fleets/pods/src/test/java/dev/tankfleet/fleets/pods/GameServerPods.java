package dev.tankfleet.fleets.pods;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tankfleet.agones.conformance.cluster.Kubectl;
import dev.tankfleet.agones.emulator.node.GameServerLauncher;
import dev.tankfleet.agones.emulator.node.GameServerSpec;
import dev.tankfleet.agones.emulator.node.RunningGameServer;

/**
 * Starts game servers of the emulated Agones as Pods, made of a Fleet's template as Agones makes
 * them. The sidecar in them only leads to the emulator's: same container, same port of the Pod's
 * own loopback address. Called on virtual threads; it has no state.
 *
 * @param kubectl of the cluster
 * @param fleet as it is in the cluster
 * @param sidecarImage an nginx
 */
record GameServerPods(Kubectl kubectl, JsonNode fleet, String sidecarImage)
        implements GameServerLauncher {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GRPC_PORT = 9357;
    private static final int HTTP_PORT = 9358;

    @Override
    public RunningGameServer launch(GameServerSpec spec) throws JsonProcessingException {
        var pod = pod(spec);
        kubectl.apply(JSON.writeValueAsString(pod));
        return new RunningPod(kubectl, spec.namespace(), spec.name());
    }

    /** The Pod of a game server. */
    ObjectNode pod(GameServerSpec server) {
        var template = fleet.at("/spec/template/spec/template");
        var pod = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
        var metadata = pod.putObject("metadata");
        metadata.put("name", server.name()).put("namespace", server.namespace());
        var labels = metadata.putObject("labels");
        labels.setAll((ObjectNode) template.at("/metadata/labels"));
        labels.put("agones.dev/role", "gameserver").put("agones.dev/gameserver", server.name());

        ObjectNode spec = template.path("spec").deepCopy();
        pod.set("spec", spec);
        spec.put("serviceAccountName", "agones-sdk").put("restartPolicy", "Never");
        // The account is for the sidecar alone.
        var noToken = spec.withArrayProperty("volumes").addObject();
        noToken.put("name", "no-token").putObject("emptyDir");
        spec.withArrayProperty("volumes").addObject().put("name", "sdk").putObject("emptyDir");
        for (var container : spec.path("containers")) {
            var game = (ObjectNode) container;
            var environment = game.withArrayProperty("env");
            environment
                    .addObject()
                    .put("name", "AGONES_SDK_GRPC_PORT")
                    .put("value", GRPC_PORT + "");
            environment
                    .addObject()
                    .put("name", "AGONES_SDK_HTTP_PORT")
                    .put("value", HTTP_PORT + "");
            var mount = game.withArrayProperty("volumeMounts").addObject().put("name", "no-token");
            mount.put("mountPath", "/var/run/secrets/kubernetes.io/serviceaccount");
            mount.put("readOnly", true);
        }
        spec.withArrayProperty("initContainers").add(sidecar(server));
        return pod;
    }

    private ObjectNode sidecar(GameServerSpec server) {
        var conf =
                """
                pid /tmp/nginx.pid;
                error_log stderr warn;
                events {}
                stream {
                  server { listen 127.0.0.1:%d; proxy_pass %s:%d; proxy_timeout 1d; }
                  server { listen 127.0.0.1:%d; proxy_pass %s:%d; proxy_timeout 1d; }
                }
                """
                        .formatted(
                                GRPC_PORT,
                                Machine.ADDRESS,
                                server.sidecarPort(),
                                HTTP_PORT,
                                Machine.ADDRESS,
                                server.sidecarHttpPort());
        var sidecar = JSON.createObjectNode().put("name", "agones-gameserver-sidecar");
        sidecar.put("image", sidecarImage).put("restartPolicy", "Always");
        sidecar.putArray("command")
                .add("sh")
                .add("-c")
                .add(
                        "echo \"$CONF\" >/tmp/nginx.conf; exec nginx -e stderr -c /tmp/nginx.conf"
                                + " -g 'daemon off;'");
        sidecar.putArray("env").addObject().put("name", "CONF").put("value", conf);
        var security = sidecar.putObject("securityContext");
        security.put("runAsUser", 1000).put("runAsNonRoot", true);
        security.put("allowPrivilegeEscalation", false).put("readOnlyRootFilesystem", true);
        security.putObject("capabilities").putArray("drop").add("ALL");
        sidecar.putObject("resources").putObject("requests").put("cpu", "30m");
        sidecar.putArray("volumeMounts").addObject().put("name", "sdk").put("mountPath", "/tmp");
        return sidecar;
    }

    private record RunningPod(Kubectl kubectl, String namespace, String name)
            implements RunningGameServer {
        @Override
        public void stop() {
            kubectl.run("delete", "pod", name, "-n", namespace, "--ignore-not-found");
        }

        @Override
        public void kill() {
            kubectl.run(
                    "delete",
                    "pod",
                    name,
                    "-n",
                    namespace,
                    "--ignore-not-found",
                    "--force",
                    "--grace-period=0");
        }
    }
}
