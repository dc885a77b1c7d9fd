package dev.tankfleet.gateway.connection;

import dev.tankfleet.gateway.admission.AdmissionOutcome;
import dev.tankfleet.gateway.admission.AdmissionOutcome.Admitted;
import dev.tankfleet.gateway.admission.AdmissionOutcome.TurnedAway;
import dev.tankfleet.gateway.admission.AuthRequest;
import dev.tankfleet.gateway.connection.ConnectionState.AwaitingAuth;
import dev.tankfleet.gateway.connection.ConnectionState.Closed;
import dev.tankfleet.gateway.connection.ConnectionState.Closing;
import dev.tankfleet.gateway.connection.ConnectionState.Joining;
import dev.tankfleet.gateway.connection.ConnectionState.Listening;
import dev.tankfleet.gateway.connection.ConnectionState.Playing;
import dev.tankfleet.gateway.pump.FrameView;
import dev.tankfleet.gateway.pump.Seat;
import dev.tankfleet.gateway.pump.SeatListener;
import dev.tankfleet.proto.session.CloseCode;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.LongSupplier;

/**
 * One client, owned by its event loop: every method demands that thread, but {@link
 * #onFrameWaiting} and {@link #orderDrain}, which hand it a task.
 *
 * <p>The edge calls {@code on…} for what the client or the socket did and {@link #onPulse} each
 * quarter of a second; all waits end there. What goes out leaves through {@link Outlet}.
 */
public final class Connection implements SeatListener {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final long DRAINED = Long.MIN_VALUE;
    private static final int KICK_CODE_MIN = 4000;
    private static final int KICK_CODE_MAX = 4999;

    private final OwnerLoop loop;
    private final Outlet outlet;
    private final ConnectionContext context;
    private final ConnectionLimits limits;
    private final LongSupplier clock;
    private final Runnable sendFrames = this::sendFrames;
    private final FrameView frame = new FrameView();

    // Owned by the loop.
    private final MessageBudget budget;
    private final Keepalive keepalive;
    private ConnectionState state;
    private int lastSeq = -1;
    private long unsentSinceNs = DRAINED;

    // Written by the loop.
    private volatile boolean isGone;

    /** A connection that was just upgraded; call {@link #onOpen} next. */
    public Connection(OwnerLoop loop, Outlet outlet, ConnectionContext context) {
        this.loop = loop;
        this.outlet = outlet;
        this.context = context;
        this.limits = context.limits();
        this.clock = context.clock();
        long nowNs = clock.getAsLong();
        this.budget = new MessageBudget(limits.messagesPerSecond(), nowNs);
        this.keepalive = new Keepalive(limits, nowNs);
        this.state = new AwaitingAuth(nowNs + limits.authTimeout().toNanos());
    }

    /** The socket is upgraded. */
    public void onOpen() {
        ensureOwner();
        context.live().add(this);
        if (context.live().isDraining()) {
            orderDrain();
        }
    }

    /**
     * A message, ping or pong came.
     *
     * @return whether it is to be read; if not, it was one too many, or the connection is closing
     */
    public boolean onMessage() {
        ensureOwner();
        if (!(state instanceof Listening)) {
            return false;
        }
        if (budget.spend(clock.getAsLong())) {
            return true;
        }
        refuse(
                CloseCode.TOO_MANY_MESSAGES,
                "messages: more than " + limits.messagesPerSecond() + " a second");
        return false;
    }

    /** Whether the next message has to be AUTH. */
    public boolean isAwaitingAuth() {
        ensureOwner();
        return state instanceof AwaitingAuth;
    }

    /** The client showed who it is. */
    public void onAuth(AuthRequest request) {
        ensureOwner();
        switch (state) {
            case AwaitingAuth waiting -> {
                state = waiting.toJoining(clock.getAsLong() + limits.joinMax().toNanos());
                context.admission().start(request, this, this::handOver);
            }
            case Joining _, Playing _ -> refuse(CloseCode.MALFORMED, "AUTH: sent twice");
            case Closing _, Closed _ -> {}
        }
    }

    /**
     * The client steers.
     *
     * @param seq rises from input to input; one that does not is dropped
     * @param throttle −1,000 … 1,000
     * @param turn −1,000 … 1,000
     * @param aim 0 … 65,535 for one turn
     * @param ability 0 for none … 127
     */
    public void onInput(int seq, int throttle, int turn, int aim, boolean fire, int ability) {
        ensureOwner();
        switch (state) {
            case Playing(Admitted(var seat, _)) -> {
                if (seq <= lastSeq) {
                    context.meters().onStaleInput();
                    return;
                }
                lastSeq = seq;
                seat.putInput(seq, throttle, turn, aim, fire, ability);
            }
            case Joining _ -> context.meters().onEarlyInput();
            case AwaitingAuth _ -> refuse(CloseCode.MALFORMED, "PLAYER_INPUT: before AUTH");
            case Closing _, Closed _ -> {}
        }
    }

    /** The client measures its distance; {@code t} is its own number. */
    public void onPing(String t) {
        ensureOwner();
        switch (state) {
            case Playing(Admitted(var seat, _)) -> outlet.sendPong(t, seat.match().tick());
            case Joining _ -> outlet.sendPong(t, 0);
            case AwaitingAuth _ -> refuse(CloseCode.MALFORMED, "PING: before AUTH");
            case Closing _, Closed _ -> {}
        }
    }

    /** The client answered a ping of ours. */
    public void onKeepalive() {
        ensureOwner();
        keepalive.onAnswer();
    }

    /**
     * The client sent what the contract does not know; the message says what, without repeating it.
     */
    public void onMalformed(String message) {
        ensureOwner();
        refuse(CloseCode.MALFORMED, message);
    }

    /** The client sent a frame or message above the bounds. */
    public void onTooBig(String message) {
        ensureOwner();
        refuse(CloseCode.TOO_BIG, message);
    }

    @Override
    public void onFrameWaiting() {
        // False at the very end only, when there is nobody to send to.
        loop.execute(sendFrames);
    }

    @Override
    public boolean isGone() {
        return isGone;
    }

    /** The client's socket has taken all that was sent. */
    public void onDrained() {
        ensureOwner();
        unsentSinceNs = DRAINED;
        sendFrames();
    }

    /** A quarter of a second has passed. */
    public void onPulse() {
        ensureOwner();
        long nowNs = clock.getAsLong();
        switch (state) {
            case AwaitingAuth(long untilNs) when nowNs > untilNs ->
                    refuse(CloseCode.AUTH_TIMEOUT, "AUTH: not within " + limits.authTimeout());
            case Joining(long untilNs) when nowNs > untilNs ->
                    refuse(CloseCode.OWNER_UNREACHABLE, "join: not within " + limits.joinMax());
            case Playing(Admitted(var seat, _)) -> watch(seat, nowNs);
            case Closing closing when nowNs > closing.untilNs() -> outlet.end();
            case AwaitingAuth _, Joining _, Closing _, Closed _ -> {}
        }
    }

    /**
     * Asks the client to come back elsewhere, as the gateway goes away. Every thread may call it.
     */
    public void orderDrain() {
        loop.execute(
                () ->
                        close(
                                CloseCode.DRAINING.number(),
                                EndCause.DRAINING,
                                "the gateway goes away"));
    }

    /** Ends the socket at once. Every thread may call it. */
    public void orderEnd() {
        loop.execute(outlet::end);
    }

    /** The client said goodbye, first or in answer to ours. */
    public void onClientClosed() {
        ensureOwner();
        if (state instanceof Listening) {
            close(CloseCode.MATCH_ENDED.number(), EndCause.CLIENT_CLOSED, "");
        }
        outlet.end();
    }

    /** The socket is gone. */
    public void onSocketGone() {
        ensureOwner();
        isGone = true;
        if (state instanceof Listening listening) {
            ended(EndCause.SOCKET_LOST);
            state = listening.toClosing(clock.getAsLong());
        }
        if (state instanceof Closing closing) {
            state = closing.toClosed();
            context.live().remove(this);
        }
    }

    private void handOver(AdmissionOutcome outcome) {
        if (!loop.execute(() -> onOutcome(outcome)) && outcome instanceof Admitted admitted) {
            context.admission().leave(admitted);
        }
    }

    private void onOutcome(AdmissionOutcome outcome) {
        ensureOwner();
        switch (outcome) {
            case Admitted admitted -> {
                if (state instanceof Joining joining) {
                    welcome(joining, admitted);
                } else {
                    // The client left, or ran out of time, while its seat was being asked for.
                    context.admission().leave(admitted);
                }
            }
            case TurnedAway(var code, var message) -> refuse(code, message);
        }
    }

    private void welcome(Joining joining, Admitted admitted) {
        state = joining.toPlaying(admitted);
        LOG.atInfo()
                .addKeyValue("matchId", admitted.seat().match().matchId())
                .addKeyValue("playerId", admitted.joined().playerId())
                .log("player joined");
        // Opened first: the client may be known to have its AUTH_OK before this method goes on.
        admitted.seat().open();
        outlet.sendWelcome(admitted.joined());
        keepalive.start(clock.getAsLong());
        sendFrames();
    }

    private void sendFrames() {
        ensureOwner();
        if (!(state instanceof Playing(Admitted(var seat, _)))) {
            return;
        }
        int found = seat.take(frame, outlet.isDrained());
        while (found == Seat.STATE) {
            outlet.sendFrame(frame.body(), frame.at(), frame.length());
            context.meters().onFrameSent(frame.length());
            found = seat.take(frame, outlet.isDrained());
        }
        if (found == Seat.CONTROL) {
            sendLastFrame();
        }
        frame.clear();
    }

    private void sendLastFrame() {
        if (frame.length() > 0) {
            outlet.sendFrame(frame.body(), frame.at(), frame.length());
            context.meters().onFrameSent(frame.length());
        }
        var cause = EndCause.ofNumber(frame.closeCode());
        var isOurs = frame.closeCode() >= KICK_CODE_MIN && frame.closeCode() <= KICK_CODE_MAX;
        // A code that may not stand in a close frame would make the client see a broken protocol.
        int code =
                cause != EndCause.OTHER_KICK || isOurs
                        ? frame.closeCode()
                        : CloseCode.OWNER_UNREACHABLE.number();
        close(code, cause, cause.word());
    }

    private void watch(Seat seat, long nowNs) {
        if (outlet.isDrained()) {
            unsentSinceNs = DRAINED;
        } else if (unsentSinceNs == DRAINED) {
            unsentSinceNs = nowNs;
        }
        if (unsentSinceNs != DRAINED && nowNs - unsentSinceNs > limits.slowMax().toNanos()) {
            // No ERROR before it: it would only wait behind what the client does not take.
            close(CloseCode.TOO_SLOW.number(), EndCause.TOO_SLOW, EndCause.TOO_SLOW.word());
        } else if (nowNs - seat.match().heardNs() > limits.ownerSilentMax().toNanos()) {
            refuse(CloseCode.OWNER_UNREACHABLE, "the match is silent");
        } else if (keepalive.isOverdue(nowNs)) {
            refuse(CloseCode.TOO_SLOW, "ping: not answered in time");
        } else if (keepalive.isDue(nowNs)) {
            outlet.sendKeepalive();
        }
    }

    private void refuse(CloseCode code, String message) {
        var cause = EndCause.of(code);
        if (state instanceof Listening) {
            outlet.sendError(cause.word(), message);
            close(code.number(), cause, cause.word());
        }
    }

    private void close(int code, EndCause cause, String reason) {
        ensureOwner();
        if (state instanceof Listening listening) {
            ended(cause);
            state = listening.toClosing(clock.getAsLong() + limits.closeTimeout().toNanos());
            outlet.sendClose(code, reason);
        }
    }

    /** Tells the owner of the match, the meters and the log. */
    private void ended(EndCause cause) {
        context.meters().onEnded(cause);
        var line = LOG.atInfo().addKeyValue("cause", cause.word());
        if (state instanceof Playing(var admitted)) {
            line =
                    line.addKeyValue("matchId", admitted.seat().match().matchId())
                            .addKeyValue("playerId", admitted.joined().playerId());
            giveBack(admitted, cause);
        }
        line.log("connection ended");
    }

    private void giveBack(Admitted admitted, EndCause cause) {
        switch (cause) {
            // The owner ended it and knows.
            case MATCH_ENDED, REPLACED, OTHER_RULES, OTHER_KICK ->
                    context.admission().forget(admitted);
            default -> context.admission().leave(admitted);
        }
    }

    private void ensureOwner() {
        if (!loop.isOwner()) {
            throw new IllegalStateException(
                    "thread: " + Thread.currentThread().getName() + " (expected: the owner)");
        }
    }
}
