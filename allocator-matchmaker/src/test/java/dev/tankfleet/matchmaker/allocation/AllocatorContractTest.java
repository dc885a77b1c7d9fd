package dev.tankfleet.matchmaker.allocation;

import static dev.tankfleet.testkit.time.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.agones.emulator.Fault;
import dev.tankfleet.agones.emulator.allocator.AllocationFault;
import dev.tankfleet.agones.sdk.GameServer;
import dev.tankfleet.agones.sdk.GameServer.State;
import dev.tankfleet.matchmaker.allocation.Allocator.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * What every way to allocate does, against an emulated cluster with certificates: a refused request
 * took nothing, a lost answer leaves it open, and nobody asks twice by himself.
 */
@Timeout(120)
public abstract class AllocatorContractTest {
    protected static final String REGION = "eu";

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration BRIEF = Duration.ofMillis(500);
    private static final Duration LATE = Duration.ofSeconds(5);
    private static final Map<String, String> LABELS = Map.of("tankfleet.dev/region", REGION);

    private AllocationSite site;

    /** The port at which the cluster takes allocations of this way. */
    protected abstract int port(AllocationSite site);

    /**
     * An allocator for {@link #REGION}, which the site closes.
     *
     * @param port port on {@code localhost} behind which the cluster stands
     * @param labels of the servers that will do
     */
    protected abstract Allocator connect(
            AllocationSite site, int port, Map<String, String> labels, Duration deadline)
            throws Exception;

    @BeforeEach
    void startsACluster(@TempDir Path folder) {
        site = AllocationSite.start(folder, LABELS);
    }

    @AfterEach
    void closesTheCluster() {
        site.close();
    }

    @Test
    void writesTheIntentOnTheServerThatItTakes() throws Exception {
        site.readyServers(2);

        var answer = allocator().allocate(REGION, "i-1");

        assertThat(answer).isInstanceOf(Answer.Allocated.class);
        assertThat(site.allocatedFor("i-1"))
                .extracting(GameServer::name)
                .containsExactly(((Answer.Allocated) answer).gameServer());
        assertThat(site.servers(State.READY)).hasSize(1);
    }

    @Test
    void takesNothingWhereNoServerIsReady() throws Exception {
        assertThat(allocator().allocate(REGION, "i-1")).isInstanceOf(Answer.NoneReady.class);
    }

    @Test
    void leavesServersOfAnotherProjectAlone() throws Exception {
        site.foreignServers(2);

        assertThat(allocator().allocate(REGION, "i-1")).isInstanceOf(Answer.NoneReady.class);
        assertThat(site.servers(State.READY)).hasSize(2);
    }

    @Test
    void takesNothingWhenOthersAreFaster() throws Exception {
        site.readyServers(1);
        site.emulator().order(new Fault.OnAllocation(new AllocationFault.Contended(1)));

        assertThat(allocator().allocate(REGION, "i-1")).isInstanceOf(Answer.NoneReady.class);
        assertThat(site.servers(State.READY)).hasSize(1);
    }

    @Test
    void saysThatARequestWhichBreaksARuleDidNothing() throws Exception {
        site.readyServers(1);
        var wrong = connect(site, port(site), Map.of("not a key", "x"), PATIENT);

        assertThat(wrong.allocate(REGION, "i-1")).isInstanceOf(Answer.NotDone.class);
        assertThat(site.servers(State.READY)).hasSize(1);
    }

    @Test
    void knowsItsRegionsAndNoOther() throws Exception {
        var allocator = allocator();

        assertThat(allocator.regions()).containsExactly(REGION);
        assertThat(allocator.allocate("mars", "i-1")).isInstanceOf(Answer.NotDone.class);
    }

    @Test
    void leavesItOpenWhenTheAnswerIsLostAndAsksOnce() throws Exception {
        site.readyServers(2);
        site.emulator().order(new Fault.OnAllocation(new AllocationFault.ReplyLost(1)));

        assertThat(allocator().allocate(REGION, "i-1")).isInstanceOf(Answer.Unknown.class);
        assertThat(site.allocatedFor("i-1")).hasSize(1);
        assertThat(site.servers(State.READY)).hasSize(1);
    }

    @Test
    void leavesItOpenWhenTheAnswerComesTooLate() throws Exception {
        site.readyServers(2);
        site.emulator().order(new Fault.OnAllocation(new AllocationFault.Late(1, LATE)));
        var brief = connect(site, port(site), LABELS, BRIEF);

        assertThat(brief.allocate(REGION, "i-1")).isInstanceOf(Answer.Unknown.class);
        eventually(SOON, () -> assertThat(site.allocatedFor("i-1")).hasSize(1));
        assertThat(site.servers(State.READY)).hasSize(1);
    }

    @Test
    void leavesItOpenWhenTheConnectionBreaksUnderACall() throws Exception {
        site.readyServers(2);
        site.emulator().order(new Fault.OnAllocation(new AllocationFault.Late(1, LATE)));
        try (var line = CutLine.to(port(site));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var allocator = connect(site, line.port(), LABELS, PATIENT);
            var answer = threads.submit(() -> allocator.allocate(REGION, "i-1"));
            eventually(SOON, () -> assertThat(site.allocatedFor("i-1")).hasSize(1));

            line.cut();

            assertThat(answer.get()).isInstanceOf(Answer.Unknown.class);
            assertThat(site.emulator().allocations().total()).isEqualTo(1);
        }
    }

    @Test
    void saysThatNothingWasDoneWhereNobodyListens() throws Exception {
        int port;
        try (var line = CutLine.to(port(site))) {
            port = line.port();
        }

        var nobody = connect(site, port, LABELS, PATIENT);

        assertThat(nobody.allocate(REGION, "i-1")).isInstanceOf(Answer.NotDone.class);
    }

    @Test
    void givesNoServerTwiceToManyWhoAskAtOnce() throws Exception {
        site.readyServers(4);
        var allocator = allocator();
        var calls = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 8; i++) {
            var intent = "i-" + i;
            calls.add(() -> allocator.allocate(REGION, intent));
        }

        var names = new ArrayList<String>();
        int none = 0;
        for (var answer : atOnce(calls)) {
            if (answer instanceof Answer.Allocated(var name)) {
                names.add(name);
            } else if (answer instanceof Answer.NoneReady) {
                none++;
            }
        }

        assertThat(names).hasSize(4).doesNotHaveDuplicates();
        assertThat(none).isEqualTo(4);
    }

    private Allocator allocator() throws Exception {
        return connect(site, port(site), LABELS, PATIENT);
    }

    private static List<Answer> atOnce(List<Callable<Answer>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Answer>();
            for (var future : threads.invokeAll(calls)) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
