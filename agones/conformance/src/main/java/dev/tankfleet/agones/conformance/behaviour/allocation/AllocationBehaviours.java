package dev.tankfleet.agones.conformance.behaviour.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.allocation.proto.AllocationRequest;
import dev.tankfleet.agones.allocation.proto.AllocationResponse;
import dev.tankfleet.agones.allocation.proto.MetaPatch;
import dev.tankfleet.agones.conformance.behaviour.Says;
import dev.tankfleet.agones.conformance.grpc.Answer;
import dev.tankfleet.agones.conformance.scene.Scene;
import dev.tankfleet.agones.conformance.scene.Server;
import dev.tankfleet.agones.sdk.GameServer.State;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What an allocation writes and answers, in what rhythm, and what is refused. */
public final class AllocationBehaviours {
    private static final String ALLOCATOR = "pkg/gameserverallocations/allocator.go";
    private static final String SEEN = "seen";
    private static final int CALLERS = 80;

    private AllocationBehaviours() {}

    @Says(value = "The server is Allocated when the caller has his answer", source = SEEN)
    static void isOnTheObjectWithTheAnswer(Scene scene) {
        Server server = scene.server();

        AllocationResponse answer = scene.allocated(scene.ask());

        assertThat(server.state()).isEqualTo(State.ALLOCATED);
        assertThat(answer.getGameServerName()).isEqualTo(server.name());
    }

    @Says(
            value = "Labels and annotations of the request are written without a prefix",
            source = SEEN)
    static void metadataIsWrittenAsGiven(Scene scene) {
        Server server = scene.server();

        scene.allocated(
                scene.ask()
                        .setMetadata(
                                MetaPatch.newBuilder()
                                        .putLabels("tankfleet.dev/mode", "ffa")
                                        .putAnnotations("tankfleet.dev/intent", "i-1")));

        assertThat(server.view().labels()).containsEntry("tankfleet.dev/mode", "ffa");
        assertThat(server.view().annotations()).containsEntry("tankfleet.dev/intent", "i-1");
    }

    @Says(
            value = "The time of the allocation is written as an annotation",
            source = "pkg/gameserverallocations/allocator.go")
    static void setsLastAllocated(Scene scene) {
        Server server = scene.server();

        scene.allocated(scene.ask());

        assertThat(server.view().lastAllocated()).isPresent();
    }

    @Says(value = "The answer holds all labels and annotations of the server", source = SEEN)
    static void answersAllMetadata(Scene scene) {
        scene.server(scene.plan().withLabel("build", "7").withAnnotation("note", "n"));

        var metadata = scene.allocated(scene.intent(scene.ask(), "a")).getMetadata();

        assertThat(metadata.getLabelsMap())
                .containsEntry("build", "7")
                .containsEntry(Scene.LABEL, scene.id());
        assertThat(metadata.getAnnotationsMap())
                .containsEntry("note", "n")
                .containsEntry("intent", "a")
                .containsKey("agones.dev/last-allocated");
    }

    @Says(
            value = "The answer holds address, ports and node of the server",
            source = "proto/allocation/allocation.proto")
    static void answersWhereItIs(Scene scene) {
        Server server = scene.server();

        AllocationResponse answer = scene.allocated(scene.ask());

        assertThat(answer.getAddress()).isEqualTo(server.view().address());
        assertThat(answer.getNodeName()).isNotEmpty();
        assertThat(answer.getSource()).isEqualTo("local");
        assertThat(answer.getPortsList()).hasSize(1);
        assertThat(answer.getPorts(0).getName()).isEqualTo("default");
        assertThat(answer.getPorts(0).getPort()).isEqualTo(server.view().ports().getFirst().port());
    }

    @Says(value = "The answer holds all counters and lists of the server", source = SEEN)
    static void answersCountersAndLists(Scene scene) {
        scene.server(scene.plan().withCounter("rooms", 0, 4).withList("ids", 3, "a"));

        AllocationResponse answer = scene.allocated(scene.ask());

        assertThat(answer.getCountersOrThrow("rooms").getCapacity().getValue()).isEqualTo(4);
        assertThat(answer.getCountersOrThrow("rooms").getCount().getValue()).isZero();
        assertThat(answer.getListsOrThrow("ids").getValuesList()).containsExactly("a");
    }

    @Says(value = "An allocation without metadata keeps that of the last one", source = SEEN)
    static void keepsWhatIsNotSaid(Scene scene) {
        scene.allocatedServer("a");

        AllocationResponse answer = scene.allocated(scene.askAgain());

        assertThat(answer.getMetadata().getAnnotationsMap()).containsEntry("intent", "a");
    }

    @SuppressWarnings("deprecation") // clients of older versions still send it
    @Says(
            value = "metaPatch does what metadata does",
            source = "proto/allocation/allocation.proto (deprecated field)")
    static void takesOldMetadataField(Scene scene) {
        Server server = scene.server();

        scene.allocated(scene.ask().setMetaPatch(MetaPatch.newBuilder().putLabels("old", "yes")));

        assertThat(server.view().labels()).containsEntry("old", "yes");
    }

    @Says(
            value = "An Allocated server is allocated again when that is asked for",
            source = "site docs: High Density GameServers")
    static void allocatesAgain(Scene scene) {
        Server server = scene.allocatedServer("a");
        var first = server.lastAllocated();

        AllocationResponse answer = scene.allocated(scene.intent(scene.askAgain(), "b"));

        assertThat(answer.getGameServerName()).isEqualTo(server.name());
        assertThat(server.view().annotations()).containsEntry("intent", "b");
        assertThat(server.lastAllocated()).isAfter(first);
    }

    @Says(value = "With no server left the answer is RESOURCE_EXHAUSTED", source = SEEN)
    static void noneLeftIsResourceExhausted(Scene scene) {
        Answer<AllocationResponse> answer = scene.allocate(scene.ask());

        assertThat(answer.code()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(answer.text()).isEqualTo("there is no available GameServer to allocate");
    }

    @Says(
            value = "A namespace that nobody has made is answered like one without servers",
            source = SEEN)
    static void unknownNamespaceIsTheSame(Scene scene) {
        scene.server();

        assertThat(scene.allocate(scene.ask().setNamespace("nobody-made-it")).code())
                .isEqualTo("RESOURCE_EXHAUSTED");
    }

    @Says(
            value = "A label value that Kubernetes does not take is UNKNOWN, is invalid",
            source = SEEN)
    static void badLabelValueIsInvalid(Scene scene) {
        invalid(
                scene,
                scene.ask().setMetadata(MetaPatch.newBuilder().putLabels("mode", "no spaces")),
                "spec.metadata.labels");
    }

    @Says(
            value = "An annotation key that Kubernetes does not take is UNKNOWN, is invalid",
            source = SEEN)
    static void badAnnotationKeyIsInvalid(Scene scene) {
        invalid(
                scene,
                scene.ask().setMetadata(MetaPatch.newBuilder().putAnnotations("no spaces", "x")),
                "spec.metadata.annotations");
    }

    @Says(
            value = "A selector key that Kubernetes does not take is UNKNOWN, is invalid",
            source = SEEN)
    static void badSelectorIsInvalid(Scene scene) {
        invalid(
                scene,
                scene.ask(scene.ready().putMatchLabels("no spaces", "x")),
                "spec.selectors[0].labelSelector");
    }

    private static void invalid(Scene scene, AllocationRequest.Builder request, String path) {
        Server server = scene.server();

        Answer<AllocationResponse> answer = scene.allocate(request);

        assertThat(answer.code()).isEqualTo("UNKNOWN");
        assertThat(answer.text())
                .startsWith("GameServerAllocation.allocation.agones.dev \"\" is invalid: " + path)
                .contains("Code:422");
        assertThat(server.state()).isEqualTo(State.READY);
    }

    @Says(
            value = "Parallel requests get as many servers as there are, each one once",
            source = SEEN)
    static void nobodyIsGivenTwice(Scene scene) {
        for (int i = 0; i < 3; i++) {
            scene.server();
        }

        var answers =
                java.util.stream.Stream.generate(() -> scene.allocateLater(scene.ask()))
                        .limit(8)
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers.stream().filter(Answer::isOk).map(a -> a.orFail().getGameServerName()))
                .hasSize(3)
                .doesNotHaveDuplicates();
        assertThat(answers.stream().filter(a -> !a.isOk()).map(Answer::code))
                .containsOnly("RESOURCE_EXHAUSTED");
    }

    @Says(
            value = "Requests one by one are answered in the rhythm of the batches",
            source = ALLOCATOR)
    static void waitsForTheBatch(Scene scene) {
        scene.allocatedServer("a");
        Duration wait = scene.agones().rhythm().batchWait();

        // Slow calls say nothing; an allocator that does not wait is quick at least once.
        for (int round = 0; round < 5; round++) {
            long startNs = System.nanoTime();
            for (int i = 0; i < 3; i++) {
                scene.allocated(scene.askAgain());
            }
            assertThat(Duration.ofNanos(System.nanoTime() - startNs))
                    .isGreaterThan(wait.multipliedBy(3).dividedBy(2));
        }
    }

    @Says(
            value = "Within a batch an Allocated server is given to one caller only",
            source = "agones issue 3992")
    static void picksAServerOnceABatch(Scene scene) {
        scene.allocatedServer("a");

        // Two requests may come in two batches; then both get it.
        for (int tries = 0; tries < 20; tries++) {
            var first = scene.allocateLater(scene.askAgain());
            var second = scene.allocateLater(scene.askAgain());
            long given = List.of(first.join(), second.join()).stream().filter(Answer::isOk).count();
            if (given == 1) {
                return;
            }
        }
        throw new AssertionError("both callers got the server each time");
    }

    @Says(value = "A call whose deadline passes may have allocated a server", source = SEEN)
    static void mayOutliveItsDeadline(Scene scene) {
        for (int tries = 0; tries < 40; tries++) {
            Server server = scene.server();
            var answers = askWithMoreAndMorePatience(scene);
            answers.forEach(CompletableFuture::join);
            scene.staysSo("the server is there", () -> !server.isGone());
            String caller = server.view().annotations().get("intent");
            boolean isTooLate =
                    caller != null
                            && answers.get(Integer.parseInt(caller))
                                    .join()
                                    .code()
                                    .equals("DEADLINE_EXCEEDED");
            if (isTooLate) {
                return;
            }
            server.delete();
            server.awaitGone();
        }
        throw new AssertionError("no call that ran out of time had allocated");
    }

    /**
     * Calls whose deadlines lie so close together that one of them passes while the batch is at
     * work. It is the first of those that are still alive then, so the server is for its caller.
     */
    private static List<CompletableFuture<Answer<AllocationResponse>>> askWithMoreAndMorePatience(
            Scene scene) {
        Duration step = scene.agones().rhythm().batchWait().dividedBy(CALLERS);
        List<CompletableFuture<Answer<AllocationResponse>>> answers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            var request = scene.intent(scene.ask(), Integer.toString(caller)).build();
            Duration deadline = step.multipliedBy(caller + 1L);
            answers.add(scene.allocator().allocateLater(request, deadline));
        }
        return answers;
    }

    @Says(
            value = "A server that is being deleted is not given away",
            source = "pkg/gameserverallocations/allocation_cache.go")
    static void ignoresDeletedServers(Scene scene) {
        Server server = scene.server();
        server.delete();

        assertThat(scene.allocate(scene.ask()).code()).isEqualTo("RESOURCE_EXHAUSTED");
    }
}
