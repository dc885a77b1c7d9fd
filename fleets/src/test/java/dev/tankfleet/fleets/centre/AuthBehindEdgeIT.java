package dev.tankfleet.fleets.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tankfleet.auth.AuthConfig;
import dev.tankfleet.auth.AuthService;
import dev.tankfleet.fleets.chart.Chart;
import dev.tankfleet.fleets.chart.ContainerEnvironment;
import dev.tankfleet.fleets.chart.EdgeNginx;
import dev.tankfleet.fleets.chart.OnCharts;
import dev.tankfleet.fleets.chart.Rendered;
import dev.tankfleet.matchmaker.deploy.Main;
import dev.tankfleet.process.config.Settings;
import dev.tankfleet.service.postgres.Migration;
import dev.tankfleet.testkit.port.FreePorts;
import dev.tankfleet.testkit.postgres.TestDatabase;
import dev.tankfleet.testkit.postgres.TestPostgres;
import dev.tankfleet.testkit.program.NeedsProgram;
import dev.tankfleet.testkit.program.Program;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The real auth as the chart configures it, on a real PostgreSQL with the chart's roles, behind the
 * chart's nginx: whoever it counts is the client, on both ways to it.
 */
@OnCharts
@NeedsProgram(Program.NGINX)
final class AuthBehindEdgeIT {
    private static final int PAGE = 8443;
    private static final int AUTH = 8888;
    private static final int KEYS = 8086;
    private static final int CONNECTIONS_MAX = 20;
    private static final int ANSWER_MAX_MS = 20_000;
    private static final String GUEST =
            "POST /auth/guest HTTP/1.1\r\nHost: play.tankfleet.example\r\nContent-Length: 0\r\n";
    private static final String PUBLIC_KEYS =
            "GET /.well-known/jwks.json HTTP/1.1\r\nHost: play.tankfleet.example\r\n";

    @TempDir private static Path folder;
    private static TestDatabase database;
    private static AuthService auth;
    private static EdgeNginx edge;

    @BeforeAll
    static void startAll() throws Exception {
        // Here nginx and its clients are in one network, as Pods and nodes often are.
        var rendered =
                Chart.CENTRE
                        .with("small")
                        .render("r", List.of("--set", "edge.podNetworks={127.0.0.0/8}"));
        database = TestPostgres.freshDatabase();
        makeRoles(rendered);
        auth = AuthService.start(config(rendered), new SimpleMeterRegistry());
        edge =
                EdgeNginx.start(
                        folder,
                        rendered,
                        Map.of(
                                "r-auth:8888", auth.url().getPort(),
                                "r-matchmaker:8090", FreePorts.next()),
                        PAGE,
                        AUTH,
                        KEYS,
                        8081,
                        18888);
    }

    @AfterAll
    static void stopAll() {
        edge.close();
        auth.close();
    }

    @Test
    void countsAClientByHisAddressOnBothWays() throws Exception {
        assertThat(edge.status("127.0.0.2", AUTH, GUEST)).isEqualTo(201);
        assertThat(edge.status("127.0.0.2", PAGE, GUEST)).isEqualTo(429);
        assertThat(edge.status("127.0.0.3", PAGE, GUEST)).isEqualTo(201);
        assertThat(edge.status("127.0.0.3", AUTH, GUEST)).isEqualTo(429);
        var liar = GUEST + "X-Forwarded-For: 203.0.113.9\r\n";
        assertThat(edge.status("127.0.0.3", PAGE, liar)).isEqualTo(429);
        assertThat(edge.status("127.0.0.3", AUTH, liar)).isEqualTo(429);
    }

    @Test
    void believesNobodysHeaderBehindAPreambleButNginxs() throws Exception {
        // From an address that nginx might have, since Pods may reach the edge, too.
        var pod = "127.0.0.9";
        assertThat(edge.status(pod, AUTH, GUEST)).isEqualTo(201);

        for (int i = 1; i <= 3; i++) {
            var liar = GUEST + "X-Forwarded-For: 203.0.113." + i + "\r\n";
            assertThat(edge.status(pod, AUTH, liar)).isEqualTo(429);
        }
    }

    @Test
    void showsThePublicKeysToTheMatchmaker() throws Exception {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", edge.port(KEYS)), ANSWER_MAX_MS);
            socket.setSoTimeout(ANSWER_MAX_MS);
            assertThat(EdgeNginx.status(socket, PUBLIC_KEYS + "Connection: close\r\n\r\n"))
                    .isEqualTo(200);
        }
        assertThat(edge.status("127.0.0.6", PAGE, PUBLIC_KEYS)).isEqualTo(200);
    }

    @Test
    void closesWhoeverHoldsTooManyConnectionsToAuth() throws Exception {
        var held = new ArrayList<Socket>();
        for (int i = 0; i < CONNECTIONS_MAX; i++) {
            var socket = edge.connect("127.0.0.7", AUTH);
            socket.startHandshake();
            held.add(socket);
        }

        assertThatThrownBy(() -> edge.status("127.0.0.7", AUTH, PUBLIC_KEYS))
                .isInstanceOf(IOException.class);
        assertThat(edge.status("127.0.0.8", AUTH, PUBLIC_KEYS)).isEqualTo(200);

        for (var socket : held) {
            socket.close();
        }
    }

    @Test
    void refusesAConnectionThatBringsNoPreamble() throws Exception {
        try (var socket = new Socket("127.0.0.1", auth.url().getPort())) {
            socket.setSoTimeout(ANSWER_MAX_MS);
            socket.getOutputStream().write((PUBLIC_KEYS + "\r\n").getBytes());
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void givesEachServiceItsOwnTablesAndNoOthers() throws Exception {
        var settings =
                Settings.of(
                        Map.of(
                                "MATCHMAKER_DATABASE_URL", database.jdbcUrl(),
                                "MATCHMAKER_DATABASE_USER", "matchmaker",
                                "MATCHMAKER_DATABASE_PASSWORD", "trusted-here"));
        assertThat(Migration.run(Main.class, "matchmaker", settings)).isZero();

        try (var connection = DriverManager.getConnection(database.jdbcUrl(), "auth", "x");
                var statement = connection.createStatement()) {
            assertThat(statement.executeQuery("SELECT 1 FROM auth.flyway_history")).isNotNull();
            assertThatThrownBy(() -> statement.executeQuery("SELECT 1 FROM matchmaker.placement"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("CREATE TABLE public.t (i int)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    /** As psql would do it with the variables of the script. */
    private static void makeRoles(Rendered rendered) throws SQLException {
        var sql =
                rendered.one("ConfigMap", "r-postgres")
                        .path("data")
                        .path("roles.sql")
                        .asText()
                        .replace("DATABASE tankfleet", "DATABASE " + database.name())
                        .replace(":'auth'", "'password-of-auth'")
                        .replace(":'matchmaker'", "'password-of-matchmaker'")
                        .replace(":'backup'", "'password-of-backup'");
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static AuthConfig config(Rendered rendered) throws IOException {
        var pod = rendered.pod("auth");
        var environment =
                new HashMap<>(
                        ContainerEnvironment.of(rendered, pod, "r-auth-0", folder).variables());
        var key = rendered.one("Secret", "r-keys").at("/data/auth-signing-key").asText();
        var file = Files.write(folder.resolve("key.pem"), Base64.getDecoder().decode(key));
        environment.put("AUTH_HOST", "127.0.0.1");
        environment.put("AUTH_PORT", Integer.toString(FreePorts.next()));
        environment.put("AUTH_TOKEN_SIGNING_KEY", file.toString());
        environment.put("AUTH_DATABASE_URL", database.jdbcUrl());
        // One and no more, so that it shows who is counted.
        environment.put("AUTH_LOGIN_SOURCE_GUESTS", "1");
        assertThat(URI.create(environment.get("AUTH_ALLOWED_ORIGINS")).getHost()).isNotNull();
        return Settings.of(environment).bind(AuthConfig.class, "auth");
    }
}
