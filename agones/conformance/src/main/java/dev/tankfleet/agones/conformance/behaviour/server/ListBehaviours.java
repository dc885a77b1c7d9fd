package dev.tankfleet.agones.conformance.behaviour.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.conformance.behaviour.Says;
import dev.tankfleet.agones.conformance.grpc.Answer;
import dev.tankfleet.agones.conformance.grpc.RawWatch;
import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.scene.Server;

import java.util.List;

/** Lists, as a game server changes them. */
public final class ListBehaviours {
    private static final String SEEN = "seen";
    private static final String IDS = "ids";

    private ListBehaviours() {}

    @Says(
            value = "AddListValue() answers the list with the value, and GetList() tells it",
            source = SEEN)
    static void answersWithTheNewValue(Scene scene) {
        Server server = ids(scene);

        assertThat(server.sidecar().addValue(IDS, "b").orFail().getValuesList())
                .containsExactly("a", "b");
        assertThat(server.sidecar().list(IDS).orFail().getValuesList()).containsExactly("a", "b");
    }

    @Says(value = "A changed list is written a flush later", source = SEEN)
    static void isWrittenLater(Scene scene) {
        var seen =
                scene.promptly(
                        () -> ids(scene),
                        server -> {
                            server.sidecar().addValue(IDS, "b").orFail();
                            return values(server);
                        });

        assertThat(seen.value()).containsExactly("a");
        scene.eventually("written", () -> values(seen.server()).equals(List.of("a", "b")));
        seen.server().sidecar().removeValue(IDS, "a").orFail();
        scene.eventually("written", () -> values(seen.server()).equals(List.of("b")));
    }

    @Says(
            value = "A value that is added and removed within one flush makes no write",
            source = SEEN)
    static void addAndRemoveIsNoWrite(Scene scene) {
        Server server = ids(scene);

        for (int tries = 0; tries < 20; tries++) {
            scene.staysSo("anything", () -> true);
            RawWatch watch = server.watch();
            int told = watch.messages().size();
            long startNs = System.nanoTime();
            server.sidecar().addValue(IDS, "b").orFail();
            server.sidecar().removeValue(IDS, "b").orFail();
            boolean isInTime =
                    System.nanoTime() - startNs < scene.agones().rhythm().flush().toNanos() / 2;
            if (isInTime) {
                scene.staysSo("nothing is told", () -> watch.messages().size() == told);
                return;
            }
        }
        throw new AssertionError("no two calls came within one flush");
    }

    @Says(
            value = "A value that is removed and added within one flush moves to the end",
            source = SEEN)
    static void removeAndAddMovesToTheEnd(Scene scene) {
        Server server = scene.server(scene.plan().withList(IDS, 3, "a", "b"));

        server.sidecar().removeValue(IDS, "a").orFail();
        server.sidecar().addValue(IDS, "a").orFail();

        scene.eventually("written", () -> values(server).equals(List.of("b", "a")));
    }

    @Says(value = "A value that is there is UNKNOWN, already exists", source = SEEN)
    static void duplicateIsRefused(Scene scene) {
        refused(
                ids(scene).sidecar().addValue(IDS, "a"),
                "already exists. Value: a already in List: ids");
    }

    @Says(value = "To remove a value that is not there is UNKNOWN, not found", source = SEEN)
    static void missingValueIsNotFound(Scene scene) {
        refused(ids(scene).sidecar().removeValue(IDS, "zz"), "not found: value zz not in list ids");
    }

    @Says(
            value = "A value for a full list is UNKNOWN, out of range; queued ones count",
            source = SEEN)
    static void fullListTakesNoMore(Scene scene) {
        Server server = ids(scene);
        server.sidecar().addValue(IDS, "b").orFail();
        server.sidecar().addValue(IDS, "c").orFail();

        refused(
                server.sidecar().addValue(IDS, "d"),
                "out of range. No available capacity. Current Capacity: 3, List Size: 3");
    }

    @Says(value = "A list that the server does not have is UNKNOWN, list not found", source = SEEN)
    static void unknownNameIsNotFound(Scene scene) {
        Server server = ids(scene);

        refused(server.sidecar().list("nope"), "list not found: nope");
        refused(server.sidecar().addValue("nope", "a"), "list not found: nope");
    }

    @Says(value = "An empty value is one like others", source = SEEN)
    static void takesAnEmptyValue(Scene scene) {
        Server server = ids(scene);

        server.sidecar().addValue(IDS, "").orFail();

        scene.eventually("written", () -> values(server).equals(List.of("a", "")));
    }

    @Says(
            value = "UpdateList() fails whatever it wants, and writes nothing (1.55 to 1.60)",
            source = "agones issue 4680")
    static void updateAlwaysFails(Scene scene) {
        Server server = ids(scene);
        var list =
                dev.tankfleet.agones.sdk.proto.beta.List.newBuilder()
                        .setName(IDS)
                        .setCapacity(5)
                        .build();

        refused(server.sidecar().updateList(list, "capacity"), "no gameservers for fleet");

        scene.staysSo("the capacity is as it was", () -> server.list(IDS).capacity() == 3);
    }

    @Says(
            value = "UpdateList() with a mask that names no field is UNKNOWN, invalid argument",
            source = SEEN)
    static void updateOfAnUnknownFieldIsRefused(Scene scene) {
        var list = dev.tankfleet.agones.sdk.proto.beta.List.newBuilder().setName(IDS).build();

        refused(
                ids(scene).sidecar().updateList(list, "foo"),
                "invalid argument. Field Mask Path(s): [foo] are invalid for List.");
    }

    private static Server ids(Scene scene) {
        return scene.server(scene.plan().withList(IDS, 3, "a"));
    }

    private static List<String> values(Server server) {
        return server.list(IDS).values();
    }

    private static void refused(Answer<?> answer, String textStart) {
        assertThat(answer.code()).isEqualTo("UNKNOWN");
        assertThat(answer.text()).startsWith(textStart);
    }
}
