package dev.tankfleet.e2e.drop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.e2e.Fault;
import dev.tankfleet.player.account.Account;
import dev.tankfleet.player.account.Accounts;
import dev.tankfleet.player.find.FindOutcome;
import dev.tankfleet.player.find.Finder;
import dev.tankfleet.player.match.MatchConnection;
import dev.tankfleet.player.match.MatchSeat;
import dev.tankfleet.player.match.PlayerInput;
import dev.tankfleet.player.match.WorldState;
import dev.tankfleet.testkit.time.Eventually;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A player who loses his connection again and again, and looks after his tank each time. He comes
 * from a loopback address of his own, by which the lines know him. Owned by one thread at a time.
 */
final class Wanderer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration NOTICE_MAX = Duration.ofSeconds(1);
    private static final Duration ASK_AGAIN = Duration.ofMillis(100);
    private static final String MODE = "free_for_all";
    private static final int BAD_TOKEN = 4401;
    private static final int REPLACED = 4409;

    /**
     * The match's server, or the routes, did not answer in time; the gateway is too busy; the
     * socket broke although nobody broke it.
     */
    private static final List<Integer> FOR_NOW = List.of(1011, 1013, 1006);

    private final RegionRig region;
    private final InetAddress address;
    private final HttpClient http;
    private final Finder finder;
    private final Account account;
    private final Ear ear = new Ear();
    private final String matchId;
    private final MatchSeat seat;
    private final int tankId;

    // Owned by the thread at work.
    private int tick;
    private int retries;
    private int overtaken;

    private Wanderer(RegionRig region, InetAddress address) throws Exception {
        this.region = region;
        this.address = address;
        http = HttpClient.newBuilder().localAddress(address).build();
        finder = new Finder(region.http(), region.matchmaker());
        account = new Accounts(region.http(), region.auth()).guest();
        var place = find();
        matchId = place.matchId();
        seat = MatchSeat.join(http, place.websocketUrl(), matchId, place.token(), ear);
        enter(gateway -> seat.rejoin(gateway, find().token()));
        ear.await("a state", heard -> heard.state() != null);
        tankId = ear.welcome().tankId();
    }

    /** One who plays, from the loopback address of that number. */
    static Wanderer join(RegionRig region, int number) throws Exception {
        try {
            return new Wanderer(
                    region, InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) number}));
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    String matchId() {
        return matchId;
    }

    int tankId() {
        return tankId;
    }

    URI gateway() {
        return seat.gateway();
    }

    /** How often an AUTH that he had given up took the seat from him again. */
    int overtaken() {
        return overtaken;
    }

    /** How often he was told to try again, or had to. */
    int retries() {
        return retries;
    }

    /** Ticks until the match ends at the latest. */
    int ticksLeft() {
        return ear.state().endsAtTick() - ear.state().tick();
    }

    /** Loses the connection as the mishap says, returns, and finds everything as it was. */
    void suffer(Mishap mishap, int people) throws Exception {
        lose(mishap.first());
        for (int i = 0; i < mishap.onTheWay().size(); i++) {
            tryInVain(through(mishap.turns().get(i)), mishap.onTheWay().get(i));
        }
        comeBack(through(mishap.turns().getLast()), mishap.way(), people);
    }

    /** The gateway has gone away. */
    void awaitLost() throws Exception {
        ear.await("the end of the connection", heard -> heard.closeCode() != 0);
    }

    /** Returns, and finds everything as it was. */
    void comeBack(URI through, Mishap.Way way, int people) throws Exception {
        var shown = seat.resumeToken();
        Try resume = seat::comeBack;
        Try afterFind = gateway -> seat.rejoin(gateway, foundAgain().token());
        var again = way == Mishap.Way.RESUME ? resume : afterFind;
        ear.clear();
        again.through(through);
        enter(again);
        if (!drives()) {
            // An AUTH of his own that broke before came to the server behind this one.
            assertThat(ear.closeCode())
                    .as("close code after a welcome: %s", ear)
                    .isEqualTo(REPLACED);
            overtaken++;
            ear.clear();
            resume.through(through);
            enter(resume);
            assertThat(drives()).as("drives: %s", ear).isTrue();
        }
        assertThat(ear.welcome().tankId()).as("tank of " + account.userId()).isEqualTo(tankId);
        assertThat(ear.welcome().playerId()).isEqualTo(account.userId());
        assertThat(ear.state().tick()).as("tick").isGreaterThan(tick);
        tick = ear.state().tick();
        assertHasOneTank(ear.state(), people);
        assertRefused(shown);
        foundAgain();
        ear.await("a later state", heard -> heard.state().tick() > tick);
        assertThat(ear.closeCode()).as("still connected").isZero();
    }

    /**
     * Drives on over the connection that he has.
     *
     * @return how long at most no state had come since he was last asked
     */
    Duration goOn() throws Exception {
        assertThat(drives()).as("drives: %s", ear).isTrue();
        assertThat(ear.closeCode()).as("still connected").isZero();
        return ear.silence();
    }

    /** Sees how many tanks of people there are, each with its id. */
    List<WorldState.Tank> people() {
        return ear.state().tanks().stream().filter(tank -> !tank.bot()).toList();
    }

    @Override
    public void close() {
        seat.abandon();
        http.shutdownNow();
    }

    /**
     * Waits for the welcome. A server that is late, as happens where many share a machine, says so,
     * and a player tries again; nothing else is forgiven.
     */
    private void enter(Try again) throws Exception {
        long untilNs = System.nanoTime() + PATIENCE.toNanos();
        ear.await("AUTH_OK", Ear::isAnswered);
        while (ear.welcome() == null) {
            assertThat(ear.closeCode()).as("close code after a drop: %s", ear).isIn(FOR_NOW);
            assertThat(System.nanoTime()).as("time to return: %s", ear).isLessThan(untilNs);
            retries++;
            ear.clear();
            again.through(seat.nextGateway());
            ear.await("AUTH_OK", Ear::isAnswered);
        }
    }

    private URI through(boolean other) {
        return other ? seat.nextGateway() : seat.gateway();
    }

    /** The connection that plays breaks; something flows each way until it has. */
    private void lose(Fault fault) throws Exception {
        var line = region.lineTo(seat.gateway());
        var broken = line.strike(address, fault);
        long untilNs = System.nanoTime() + PATIENCE.toNanos();
        while (!broken.await(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
            assertThat(System.nanoTime()).as("time for " + fault).isLessThan(untilNs);
            seat.send(PlayerInput.none(0));
        }
        hearOfIt(fault);
    }

    private void tryInVain(URI through, Fault fault) throws Exception {
        ear.clear();
        CountDownLatch broken = region.lineTo(through).strikeNext(address, fault);
        try {
            seat.comeBack(through);
        } catch (MatchConnection.ConnectFailed e) {
            assertThat(fault.chunk()).as("a broken upgrade: %s", e).isEqualTo(Mishap.UPGRADE);
            return;
        }
        if (fault.chunk() == Mishap.UPGRADE) {
            // The HTTP client asks again by itself when it got no answer; this try is given up.
            return;
        }
        assertThat(broken.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .as(fault + " has struck; " + ear)
                .isTrue();
        hearOfIt(fault);
    }

    /**
     * Waits for the news, not for ever: on a silent line there is none, and of a FIN right behind
     * AUTH_OK Java's client was seen to say nothing. A player notices that no states come.
     */
    private void hearOfIt(Fault fault) throws Exception {
        if (fault.blow() != Fault.Blow.FALL_SILENT) {
            ear.await(NOTICE_MAX, heard -> heard.closeCode() != 0);
        }
    }

    /** Whether the tank obeys over this connection; false if it was closed before. */
    private boolean drives() throws Exception {
        long untilNs = System.nanoTime() + PATIENCE.toNanos();
        int seq;
        do {
            if (ear.closeCode() != 0) {
                return false;
            }
            assertThat(System.nanoTime()).as("time for an input; " + ear).isLessThan(untilNs);
            seq = seat.send(PlayerInput.none(0));
        } while (!hears(seq));
        return true;
    }

    private boolean hears(int seq) throws Exception {
        return ear.await(
                ASK_AGAIN, heard -> heard.state() != null && heard.state().lastInputSeq() >= seq);
    }

    private void assertHasOneTank(WorldState state, int people) {
        var own = state.tanks().stream().filter(t -> t.name().equals(account.userId())).toList();
        assertThat(own).as("tanks of " + account.userId()).hasSize(1);
        assertThat(own.getFirst().id()).isEqualTo(tankId);
        assertThat(own.getFirst().bot()).isFalse();
        assertThat(people()).as("tanks of people").hasSize(people);
    }

    /** Whoever has the token that was shown cannot take the seat any more. */
    private void assertRefused(String spent) throws Exception {
        int code = closeCodeOfThief(spent);
        for (long untilNs = System.nanoTime() + PATIENCE.toNanos();
                FOR_NOW.contains(code) && System.nanoTime() < untilNs;
                code = closeCodeOfThief(spent)) {
            retries++;
        }
        assertThat(code).as("close code of a spent token").isEqualTo(BAD_TOKEN);
    }

    private int closeCodeOfThief(String spent) throws Exception {
        var thief = new Ear();
        var connection =
                MatchConnection.resume(region.http(), seat.gateway(), matchId, spent, 0, thief);
        thief.await("a close", heard -> heard.closeCode() != 0);
        connection.abandon();
        return thief.closeCode();
    }

    private FindOutcome.Placed foundAgain() throws Exception {
        var place = find();
        assertThat(place.matchId()).as("match that find names").isEqualTo(matchId);
        return place;
    }

    /** Finds a seat, and comes again when told to. */
    private FindOutcome.Placed find() throws Exception {
        var found = new AtomicReference<FindOutcome.Placed>();
        Eventually.eventually(
                PATIENCE,
                () -> {
                    var outcome = finder.find(account, MODE, Map.of());
                    assertThat(outcome).isInstanceOf(FindOutcome.Placed.class);
                    found.set((FindOutcome.Placed) outcome);
                });
        return found.get();
    }

    /** One try to get in. */
    @FunctionalInterface
    private interface Try {
        void through(URI gateway) throws Exception;
    }
}
