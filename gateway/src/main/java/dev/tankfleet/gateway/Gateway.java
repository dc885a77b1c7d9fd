package dev.tankfleet.gateway;

import dev.tankfleet.gateway.admission.Admission;
import dev.tankfleet.gateway.connection.ConnectionContext;
import dev.tankfleet.gateway.connection.ConnectionMeters;
import dev.tankfleet.gateway.connection.LiveConnections;
import dev.tankfleet.gateway.drain.Drain;
import dev.tankfleet.gateway.pump.InputPump;
import dev.tankfleet.gateway.pump.Matches;
import dev.tankfleet.gateway.pump.PumpCounts;
import dev.tankfleet.gateway.pump.StatePump;
import dev.tankfleet.gateway.wire.Listener;
import dev.tankfleet.link.GatewayLink;
import dev.tankfleet.process.client.ClientAddresses;
import dev.tankfleet.route.RouteStore;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A running gateway. Started and stopped by one thread; everything in between happens on threads of
 * its own: event loops, one pump, virtual threads for admission.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration PUMP_STOP_MAX = Duration.ofSeconds(1);
    private static final String ANY_HOST = "0.0.0.0";
    private static final String OWN_HOST = "127.0.0.1";

    private final GatewayConfig config;
    private final Listener listener;
    private final LiveConnections live;
    private final Admission admission;
    private final InputPump inputs;
    private final Thread pumpThread;
    private final GatewayLink link;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private Gateway(
            GatewayConfig config,
            Listener listener,
            LiveConnections live,
            Admission admission,
            InputPump inputs,
            GatewayLink link) {
        this.config = config;
        this.listener = listener;
        this.live = live;
        this.admission = admission;
        this.inputs = inputs;
        this.link = link;
        this.pumpThread =
                Thread.ofPlatform()
                        .name("gateway-input-pump")
                        .uncaughtExceptionHandler(this::onPumpFailed)
                        .unstarted(inputs);
    }

    /**
     * Starts a gateway; when this returns, clients can come.
     *
     * @param openLink opens the gateway's end of the link with the handler for its frames; the
     *     gateway closes it
     * @param routes routes and tokens of the region; not closed by the gateway
     * @throws IOException if the port is taken; the message names it
     */
    public static Gateway start(
            GatewayConfig config,
            Function<GatewayLink.StateHandler, GatewayLink> openLink,
            RouteStore routes,
            MeterRegistry meters)
            throws IOException {
        LongSupplier clock = System::nanoTime;
        var listener = Listener.bind(config.host(), config.port(), config.wire());
        var id = config.gatewayId();

        var counts = new PumpCounts(meters);
        var matches = new Matches(clock);
        var link = open(openLink, new StatePump(matches, counts, clock), listener);
        var inputs = new InputPump(id, matches, link, counts, clock);
        var admission = new Admission(id, routes, link, matches, config.admission(), meters, clock);
        var live = new LiveConnections();
        var connections =
                new ConnectionContext(
                        admission,
                        live,
                        config.connection(),
                        new ConnectionMeters(meters, live),
                        clock);

        var gateway = new Gateway(config, listener, live, admission, inputs, link);
        gateway.pumpThread.start();
        listener.accept(
                config.allowedOrigins(),
                gateway.gateways(),
                ClientAddresses.create(config.proxies(), meters),
                connections,
                meters,
                clock,
                new SecureRandom().nextInt());
        LOG.atInfo()
                .addKeyValue("gatewayId", id)
                .addKeyValue("region", config.region())
                .addKeyValue("port", gateway.port())
                .log("gateway started");
        return gateway;
    }

    /** The port, also if the configuration says 0. */
    public int port() {
        return listener.port();
    }

    /** Address for clients on the same host or network. */
    public String url() {
        var host = config.host().equals(ANY_HOST) ? OWN_HOST : config.host();
        return "ws://" + host + ":" + port();
    }

    /** Public addresses of the region's gateways, as AUTH_OK shows them. */
    public List<String> gateways() {
        return config.gateways().isEmpty() ? List.of(url()) : config.gateways();
    }

    /**
     * Closes the port, sends every client elsewhere (1012), and ends all threads; waits at most the
     * configured drain and a few seconds. A second call does nothing.
     */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        listener.stopAccepting();
        new Drain(live).run(config.drainMax());
        admission.close();
        inputs.stop();
        joinPump();
        link.close();
        listener.close();
        LOG.atInfo().addKeyValue("gatewayId", config.gatewayId()).log("gateway stopped");
    }

    private static GatewayLink open(
            Function<GatewayLink.StateHandler, GatewayLink> openLink,
            StatePump states,
            Listener listener) {
        try {
            return openLink.apply(states);
        } catch (RuntimeException e) {
            // Whoever starts us has nothing to close yet, so the port and the loops go with it.
            listener.close();
            throw e;
        }
    }

    private void joinPump() {
        try {
            if (!pumpThread.join(PUMP_STOP_MAX)) {
                LOG.atError()
                        .addKeyValue("waited", PUMP_STOP_MAX)
                        .log("the pump did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without its pump a gateway is of no use: clients are sent elsewhere. */
    private void onPumpFailed(Thread thread, Throwable cause) {
        LOG.atError().setCause(cause).log("the input pump failed; the gateway closes");
        Thread.ofPlatform().name("gateway-stop").start(this::close);
    }
}
