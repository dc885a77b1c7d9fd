package dev.tankfleet.agones.conformance.behaviour.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Int64Value;

import dev.tankfleet.agones.conformance.behaviour.Says;
import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.scene.Server;
import dev.tankfleet.agones.sdk.proto.beta.CounterUpdateRequest;

/** Labels, annotations, and what a game server is told about itself. */
public final class MetadataBehaviours {
    private static final String SIDECAR = "pkg/sdkserver/sdkserver.go";
    private static final String PREFIX = "agones.dev/sdk-";

    private MetadataBehaviours() {}

    @Says(
            value = "SetLabel() puts agones.dev/sdk- before the key",
            source = "site docs: Client SDKs")
    static void labelGetsAPrefix(Scene scene) {
        Server server = scene.server();

        server.sidecar().setLabel("mode", "ffa").orFail();

        scene.eventually(
                "the label", () -> "ffa".equals(server.view().labels().get(PREFIX + "mode")));
        assertThat(server.view().labels()).doesNotContainKey("mode");
    }

    @Says(
            value = "SetAnnotation() puts agones.dev/sdk- before the key",
            source = "site docs: Client SDKs")
    static void annotationGetsAPrefix(Scene scene) {
        Server server = scene.server();

        server.sidecar().setAnnotation("map", "arena").orFail();

        scene.eventually(
                "the annotation",
                () -> "arena".equals(server.view().annotations().get(PREFIX + "map")));
        assertThat(server.view().annotations()).doesNotContainKey("map");
    }

    @Says(
            value = "SetLabel() with a key that is no qualified name is INVALID_ARGUMENT",
            source = SIDECAR)
    static void badLabelKeyIsRefused(Scene scene) {
        assertThat(scene.server().sidecar().setLabel("no spaces", "x").code())
                .isEqualTo("INVALID_ARGUMENT");
    }

    @Says(
            value = "SetLabel() with a value that no label may have is INVALID_ARGUMENT",
            source = SIDECAR)
    static void badLabelValueIsRefused(Scene scene) {
        assertThat(scene.server().sidecar().setLabel("mode", "no spaces").code())
                .isEqualTo("INVALID_ARGUMENT");
    }

    @Says(
            value = "SetAnnotation() with a key that is no qualified name is INVALID_ARGUMENT",
            source = SIDECAR)
    static void badAnnotationKeyIsRefused(Scene scene) {
        assertThat(scene.server().sidecar().setAnnotation("no spaces", "x").code())
                .isEqualTo("INVALID_ARGUMENT");
    }

    @Says(value = "SetAnnotation() takes values that no label may have", source = SIDECAR)
    static void anyAnnotationValueIsTaken(Scene scene) {
        Server server = scene.server();

        server.sidecar().setAnnotation("why", "spaces, {and} more").orFail();

        scene.eventually(
                "the annotation",
                () -> "spaces, {and} more".equals(server.view().annotations().get(PREFIX + "why")));
    }

    @Says(value = "A key with a slash is answered OK and never written", source = SIDECAR)
    static void slashInAKeyIsLost(Scene scene) {
        Server server = scene.server();

        server.sidecar().setLabel("a.b/c", "x").orFail();

        scene.staysSo(
                "no such label",
                () -> server.view().labels().keySet().stream().noneMatch(k -> k.endsWith("c")));
    }

    @Says(
            value = "GetGameServer() tells name, namespace, uid, state and labels",
            source = "proto/sdk/sdk.proto")
    static void gameServerIsToldWhole(Scene scene) {
        Server server = scene.server();

        var told = server.sidecar().gameServer().orFail();

        assertThat(told.getObjectMeta().getName()).isEqualTo(server.name());
        assertThat(told.getObjectMeta().getNamespace()).isEqualTo(scene.agones().namespace());
        assertThat(told.getObjectMeta().getUid()).isEqualTo(server.view().uid());
        assertThat(told.getObjectMeta().getLabelsMap()).containsEntry(Scene.LABEL, scene.id());
        assertThat(told.getStatus().getState()).isEqualTo("Ready");
        assertThat(told.getStatus().getAddress()).isEqualTo(server.view().address());
    }

    @Says(value = "GetGameServer() does not tell what is still queued", source = SIDECAR)
    static void gameServerIsToldAsStored(Scene scene) {
        var seen =
                scene.promptly(
                        () -> scene.server(scene.plan().withCounter("rooms", 0, 4)),
                        server -> {
                            server.sidecar()
                                    .updateCounter(
                                            CounterUpdateRequest.newBuilder()
                                                    .setName("rooms")
                                                    .setCount(Int64Value.of(3)))
                                    .orFail();
                            return server.sidecar().gameServer().orFail().getStatus();
                        });

        assertThat(seen.value().getCountersOrThrow("rooms").getCount()).isZero();
        scene.eventually("written", () -> seen.server().counter("rooms").count() == 3);
    }

    @Says(
            value = "GetGameServer() of a server that was removed says that it is not found",
            source = "seen")
    static void deletedServerIsNotFound(Scene scene) {
        Server server = scene.allocatedServer("a");
        server.sidecar().gameServer().orFail();

        server.delete();
        server.awaitGone();

        scene.eventually("not found", () -> !server.sidecar().gameServer().isOk());
        var answer = server.sidecar().gameServer();
        assertThat(answer.code()).isEqualTo("UNKNOWN");
        assertThat(answer.text())
                .startsWith("could not retrieve GameServer ")
                .contains(server.name())
                .endsWith("not found");
    }

    @Says(value = "Ready() answers OK though the server was removed", source = "seen")
    static void readyAnswersWithoutAServer(Scene scene) {
        Server server = scene.server();
        server.sidecar().gameServer().orFail();
        server.delete();
        server.awaitGone();

        assertThat(server.sidecar().ready().code()).isEqualTo("OK");
    }
}
