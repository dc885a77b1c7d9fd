package dev.tankfleet.agones.conformance.behaviour.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.conformance.behaviour.Says;
import dev.tankfleet.agones.conformance.grpc.RawWatch;
import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.scene.Server;

/** What a game server hears of itself. */
public final class WatchBehaviours {
    private static final String SIDECAR = "pkg/sdkserver/sdkserver.go";
    private static final String SEEN = "seen";

    private WatchBehaviours() {}

    @Says(value = "A watch tells the object as it is, at once", source = SIDECAR)
    static void beginsWithTheObject(Scene scene) {
        RawWatch watch = scene.server().watch();

        assertThat(watch.messages().getFirst().getStatus().getState()).isEqualTo("Ready");
    }

    @Says(value = "A watch tells a change that somebody makes through the API", source = SEEN)
    static void tellsEachChange(Scene scene) {
        Server server = scene.server();
        RawWatch watch = server.watch();

        server.label("color", "red");

        scene.eventually(
                "the label",
                () ->
                        "red"
                                .equals(
                                        watch.messages()
                                                .getLast()
                                                .getObjectMeta()
                                                .getLabelsMap()
                                                .get("color")));
    }

    @Says(value = "A watch of a server that nobody changes tells nothing", source = SEEN)
    static void isSilentWithoutAChange(Scene scene) {
        RawWatch watch = scene.server().watch();
        scene.staysSo("anything", () -> true);
        int told = watch.messages().size();

        scene.staysSo("nothing is told", () -> watch.messages().size() == told);
    }

    @Says(
            value = "The server knows of its allocation when the caller has his answer",
            source = SEEN)
    static void tellsAnAllocationToTheServer(Scene scene) {
        Server server = scene.server();
        RawWatch watch = server.watch();

        scene.allocated(scene.intent(scene.ask(), "a"));

        scene.eventually("Allocated", () -> watch.states().contains("Allocated"));
        var told = watch.messages().getLast().getObjectMeta();
        assertThat(told.getAnnotationsMap()).containsEntry("intent", "a");
        assertThat(told.getAnnotationsMap()).containsKey("agones.dev/last-allocated");
    }

    @Says(
            value = "Each allocation of an Allocated server is told, with a newer time",
            source = SEEN)
    static void tellsANewAllocationOfAnAllocatedServer(Scene scene) {
        Server server = scene.allocatedServer("a");
        RawWatch watch = server.watch();
        String first = lastAllocated(watch);

        scene.allocated(scene.intent(scene.askAgain(), "b"));

        scene.eventually("a newer time", () -> !lastAllocated(watch).equals(first));
        assertThat(watch.states()).containsExactly("Allocated");
        assertThat(watch.messages().getLast().getObjectMeta().getAnnotationsMap())
                .containsEntry("intent", "b");
    }

    private static String lastAllocated(RawWatch watch) {
        return watch.messages()
                .getLast()
                .getObjectMeta()
                .getAnnotationsMap()
                .getOrDefault("agones.dev/last-allocated", "");
    }

    @Says(value = "A deletion is told by its timestamp, the state as it was", source = SEEN)
    static void tellsTheDeletion(Scene scene) {
        Server server = scene.allocatedServer("a");
        RawWatch watch = server.watch();

        server.delete();

        scene.eventually(
                "the timestamp",
                () -> watch.messages().getLast().getObjectMeta().getDeletionTimestamp() > 0);
        assertThat(watch.messages().getLast().getStatus().getState()).isEqualTo("Allocated");
    }

    @Says(value = "A watch of a removed server stays open", source = SEEN)
    static void staysOpenAfterTheDeletion(Scene scene) {
        Server server = scene.allocatedServer("a");
        RawWatch watch = server.watch();
        server.delete();
        server.awaitGone();

        scene.staysSo("the watch is open", () -> watch.end() == null);
    }

    @Says(value = "A watch ends with UNAVAILABLE when its sidecar dies", source = SEEN)
    static void endsWithItsSidecar(Scene scene) {
        Server server = scene.server();
        RawWatch watch = server.watch();

        server.killSidecar();

        scene.eventually("the watch ends", () -> watch.end() != null);
        assertThat(watch.end()).isEqualTo("UNAVAILABLE");
    }

    @Says(value = "A watch after a pause begins with the object as it is now", source = SEEN)
    static void doesNotCatchUp(Scene scene) {
        Server server = scene.server();
        server.sidecar().gameServer().orFail();
        server.killSidecar();
        scene.allocated(scene.intent(scene.ask(), "a"));

        server.startSidecar();
        RawWatch watch = server.watch();

        assertThat(watch.states()).containsExactly("Allocated");
        assertThat(watch.messages().getFirst().getObjectMeta().getAnnotationsMap())
                .containsEntry("intent", "a");
    }
}
