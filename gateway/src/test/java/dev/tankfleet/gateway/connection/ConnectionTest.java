package dev.tankfleet.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.gateway.admission.Admission;
import dev.tankfleet.gateway.admission.AdmissionLimits;
import dev.tankfleet.gateway.admission.AdmissionOutcome;
import dev.tankfleet.gateway.admission.AdmissionOutcome.TurnedAway;
import dev.tankfleet.gateway.admission.AuthRequest;
import dev.tankfleet.gateway.pump.Matches;
import dev.tankfleet.gateway.pump.PumpCounts;
import dev.tankfleet.gateway.pump.StatePump;
import dev.tankfleet.proto.binary.Envelope;
import dev.tankfleet.proto.binary.StateWriter;
import dev.tankfleet.route.Route;
import dev.tankfleet.route.memory.MemoryRouteStore;
import dev.tankfleet.testkit.time.VirtualClock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

final class ConnectionTest {
    private static final AuthRequest AUTH = new AuthRequest.Resume("m-1", "resume", null, null);

    private final VirtualClock clock = new VirtualClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryRouteStore routes = MemoryRouteStore.create();
    private final Matches matches = new Matches(clock::nanoTime);
    private final StatePump states =
            new StatePump(matches, new PumpCounts(meters), clock::nanoTime);
    private final SeatingLink link = new SeatingLink();
    private final Admission admission =
            new Admission(
                    "gw",
                    routes,
                    link,
                    matches,
                    AdmissionLimits.defaults(),
                    meters,
                    clock::nanoTime);
    private final LiveConnections live = new LiveConnections();
    private final ManualLoop loop = new ManualLoop();
    private final RecordingOutlet outlet = new RecordingOutlet();
    private final Connection connection =
            new Connection(
                    loop,
                    outlet,
                    new ConnectionContext(
                            admission,
                            live,
                            ConnectionLimits.defaults(),
                            new ConnectionMeters(meters, live),
                            clock::nanoTime));

    enum State {
        AWAITING_AUTH,
        JOINING,
        PLAYING,
        CLOSING,
        CLOSED
    }

    enum Event {
        AUTH,
        INPUT,
        PING,
        MALFORMED,
        TOO_BIG,
        CLIENT_CLOSED,
        DRAIN
    }

    @AfterEach
    void closeAdmission() {
        admission.close();
    }

    @ParameterizedTest
    @CsvSource({
        "AWAITING_AUTH, AUTH,          -",
        "AWAITING_AUTH, INPUT,         close 4400",
        "AWAITING_AUTH, PING,          close 4400",
        "AWAITING_AUTH, MALFORMED,     close 4400",
        "AWAITING_AUTH, TOO_BIG,       close 1009",
        "AWAITING_AUTH, CLIENT_CLOSED, close 1000",
        "AWAITING_AUTH, DRAIN,         close 1012",
        "JOINING,       AUTH,          close 4400",
        "JOINING,       INPUT,         -",
        "JOINING,       PING,          -",
        "JOINING,       MALFORMED,     close 4400",
        "JOINING,       TOO_BIG,       close 1009",
        "JOINING,       CLIENT_CLOSED, close 1000",
        "JOINING,       DRAIN,         close 1012",
        "PLAYING,       AUTH,          close 4400",
        "PLAYING,       INPUT,         -",
        "PLAYING,       PING,          -",
        "PLAYING,       MALFORMED,     close 4400",
        "PLAYING,       TOO_BIG,       close 1009",
        "PLAYING,       CLIENT_CLOSED, close 1000",
        "PLAYING,       DRAIN,         close 1012",
        "CLOSING,       AUTH,          -",
        "CLOSING,       INPUT,         -",
        "CLOSING,       PING,          -",
        "CLOSING,       MALFORMED,     -",
        "CLOSING,       TOO_BIG,       -",
        "CLOSING,       CLIENT_CLOSED, -",
        "CLOSING,       DRAIN,         -",
        "CLOSED,        AUTH,          -",
        "CLOSED,        INPUT,         -",
        "CLOSED,        PING,          -",
        "CLOSED,        MALFORMED,     -",
        "CLOSED,        TOO_BIG,       -",
        "CLOSED,        CLIENT_CLOSED, -",
        "CLOSED,        DRAIN,         -"
    })
    void closesOnWhatTheStateRefuses(State state, Event event, String expected) throws Exception {
        bringTo(state);
        outlet.sent.clear();

        apply(event);

        var closes = outlet.sent.stream().filter(text -> text.startsWith("close")).toList();
        assertThat(closes)
                .isEqualTo(expected.equals("-") ? Arrays.asList() : Arrays.asList(expected));
        assertThat(connection.onMessage())
                .isEqualTo(expected.equals("-") && state.compareTo(State.CLOSING) < 0);
    }

    @Test
    void sendsAwayWhoComesAfterTheDrainBegan() {
        live.drain();

        connection.onOpen();
        loop.runWaiting();

        assertThat(outlet.sent).contains("close 1012");
    }

    @Test
    void refusesThreadThatIsNotItsOwner() {
        assertThatThrownBy(() -> CompletableFuture.runAsync(connection::onPulse).join())
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void givesUpClientThatDoesNotAuthenticate() {
        pulseAfter(Duration.ofSeconds(3));
        assertThat(outlet.sent).isEmpty();

        pulseAfter(Duration.ofMillis(1));

        assertThat(outlet.sent).containsExactly("ERROR auth_timeout", "close 4408");
    }

    @Test
    void asksForNoSeatForAClientWhoHasLeft() throws Exception {
        bringTo(State.CLOSED);
        var outcome = new CompletableFuture<AdmissionOutcome>();

        admission.start(AUTH, connection, outcome::complete);

        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(TurnedAway.class);
        assertThat(link.joins).isEmpty();
        assertThat(matches.seatCount()).isZero();
    }

    @Test
    void givesSeatBackThatComesAfterTheJoinWasGivenUp() throws Exception {
        bringTo(State.JOINING);
        pulseAfter(Duration.ofSeconds(6));
        assertThat(outlet.sent).contains("close 1011");

        loop.runNext();

        assertThat(link.leaves).hasSize(1);
        assertThat(matches.seatCount()).isZero();
    }

    @Test
    void sendsNewestStateOnceTheSlowClientHasTakenAll() throws Exception {
        bringTo(State.PLAYING);
        outlet.isDrained = false;
        sendState(6, "six");
        sendState(7, "seven");
        loop.runWaiting();
        assertThat(outlet.sent).containsExactly("AUTH_OK p-1");

        outlet.isDrained = true;
        connection.onDrained();

        assertThat(outlet.sent).containsExactly("AUTH_OK p-1", "seven");
    }

    @Test
    void givesUpClientThatTakesNothingForTwoSeconds() throws Exception {
        bringTo(State.PLAYING);
        outlet.isDrained = false;
        connection.onPulse();
        pulseAfter(Duration.ofSeconds(2));
        assertThat(outlet.sent).containsExactly("AUTH_OK p-1");

        pulseAfter(Duration.ofMillis(1));

        assertThat(outlet.sent).containsExactly("AUTH_OK p-1", "close 1013");
        assertThat(link.leaves).hasSize(1);
        pulseAfter(Duration.ofMillis(1_001));
        assertThat(outlet.isEnded).isTrue();
    }

    @Test
    void forgivesClientThatTakesAllNowAndThen() throws Exception {
        bringTo(State.PLAYING);
        for (int i = 0; i < 5; i++) {
            outlet.isDrained = false;
            connection.onPulse();
            pulseAfter(Duration.ofMillis(1_900));
            outlet.isDrained = true;
            connection.onDrained();
        }

        assertThat(outlet.sent).doesNotContain("close 1013");
    }

    @Test
    void givesUpMatchThatSendsNothing() throws Exception {
        bringTo(State.PLAYING);
        pulseAfter(Duration.ofSeconds(9));
        sendState(6, "six");
        loop.runWaiting();
        pulseAfter(Duration.ofSeconds(10));
        assertThat(outlet.sent).doesNotContain("close 1011");

        pulseAfter(Duration.ofSeconds(1));

        assertThat(outlet.sent).contains("ERROR owner_unreachable", "close 1011");
    }

    @Test
    void pingsClientAndGivesUpTheOneThatIsSilent() throws Exception {
        bringTo(State.PLAYING);
        playFor(Duration.ofSeconds(15));
        assertThat(outlet.sent).containsOnlyOnce("ping");
        connection.onKeepalive();
        playFor(Duration.ofSeconds(15));
        assertThat(outlet.sent.stream().filter("ping"::equals)).hasSize(2);

        playFor(Duration.ofSeconds(11));

        assertThat(outlet.sent).contains("close 1013");
    }

    private void bringTo(State state) throws InterruptedException {
        routes.claim(
                new Route("m-1", "s-1", "i-1", 1, 1_000, Route.State.PLAYING, "rules"),
                Duration.ofMinutes(1));
        connection.onOpen();
        switch (state) {
            case AWAITING_AUTH -> {}
            case JOINING -> connection.onAuth(AUTH);
            case PLAYING -> {
                connection.onAuth(AUTH);
                loop.runNext();
            }
            case CLOSING -> connection.onMalformed("for the test");
            case CLOSED -> connection.onSocketGone();
        }
        assertThat(live.count()).isEqualTo(state == State.CLOSED ? 0 : 1);
    }

    private void apply(Event event) {
        switch (event) {
            case AUTH -> connection.onAuth(AUTH);
            case INPUT -> connection.onInput(1, 0, 0, 0, false, 0);
            case PING -> connection.onPing("1");
            case MALFORMED -> connection.onMalformed("for the test");
            case TOO_BIG -> connection.onTooBig("for the test");
            case CLIENT_CLOSED -> connection.onClientClosed();
            case DRAIN -> {
                connection.orderDrain();
                loop.runWaiting();
            }
        }
    }

    private void pulseAfter(Duration step) {
        clock.advance(step);
        connection.onPulse();
    }

    /** Second by second, with a match that is alive. */
    private void playFor(Duration time) {
        for (long i = 0; i < time.toSeconds(); i++) {
            sendState((int) i, "state");
            loop.runWaiting();
            pulseAfter(Duration.ofSeconds(1));
        }
    }

    private void sendState(int tick, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var writer = new StateWriter(1_024);
        writer.begin(1_000, tick, Envelope.CODEC_JSON);
        writer.addState(0, bytes, bytes.length);
        states.onStates("m-1", Arrays.copyOf(writer.buffer(), writer.length()));
    }
}
