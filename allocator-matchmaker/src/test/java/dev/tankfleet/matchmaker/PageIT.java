package dev.tankfleet.matchmaker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** What anybody may read. */
final class PageIT {
    private static Fleet fleet;

    @BeforeAll
    static void start() {
        fleet = Fleet.start();
        fleet.server("eu", "a", 4);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void servesThePageWithItsRules() {
        var page = fleet.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response().body()).contains("a page for tests");
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith(
                        "default-src 'self'; connect-src 'self' ws: wss: http://127.0.0.1:8888");
        assertThat(fleet.get("/", "If-None-Match", page.header("ETag")).status()).isEqualTo(304);
        assertThat(fleet.get("/js/main.js").header("Content-Type")).startsWith("text/javascript");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing.html",
                "/js",
                "/../matchmaker.yml",
                "/%2e%2e/matchmaker.yml",
                "/js/..%2f..%2fmatchmaker.yml",
                "/.git/config",
                "/matchmaker.yml"
            })
    void servesNothingElse(String path) {
        var answer = fleet.get(path);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void tellsThePageWhatItNeeds() {
        var config = fleet.get("/client-config.json").json();

        assertThat(config.path("auth_url").asText()).isEqualTo("http://127.0.0.1:8888");
        assertThat(config.path("matchmaker_url").asText() + "/regions")
                .isEqualTo(fleet.url("/regions").toString());
        assertThat(config.path("regions")).isEqualTo(fleet.get("/regions").json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/html,application/xhtml+xml,*/*;q=0.8"})
    void findsItsResourcesWhateverTheClientAccepts(String accepted) {
        assertThat(fleet.get("/", "Accept", accepted).header("Content-Type"))
                .startsWith("text/html");
        assertThat(fleet.get("/regions", "Accept", accepted).header("Content-Type"))
                .startsWith("application/json");
        assertThat(fleet.get("/client-config.json", "Accept", accepted).header("Content-Type"))
                .startsWith("application/json");
        assertThat(fleet.get("/openapi.yaml", "Accept", accepted).header("Content-Type"))
                .startsWith("application/yaml");
    }

    @Test
    void listsTheRegionsOfTheOperator() {
        var regions = fleet.get("/regions").json();

        assertThat(regions.findValuesAsText("region")).containsExactly("eu", "us");
        assertThat(regions.path(0).path("city").asText()).isEqualTo("Frankfurt");
        assertThat(regions.path(0).path("lat").asDouble()).isEqualTo(50.1);
        assertThat(regions.path(0).path("ping_url").asText())
                .isEqualTo("http://127.0.0.1:18080/ping");
        assertThat(regions.path(1).has("ping_url")).isFalse();
    }

    @Test
    void describesItselfInOpenApi() {
        assertThat(fleet.get("/openapi.yaml").response().body()).contains("/matchmaking/find:");
    }

    @Test
    void allowsPagesOfKnownOriginsOnly() {
        assertThat(preflight(Fleet.PAGE.toString())).isEqualTo(Fleet.PAGE.toString());
        assertThat(preflight("http://evil.test")).isEmpty();
    }

    private static String preflight(String origin) {
        return fleet.send(
                        HttpRequest.newBuilder(fleet.url("/matchmaking/find"))
                                .method("OPTIONS", BodyPublishers.noBody())
                                .header("Origin", origin)
                                .header("Access-Control-Request-Method", "POST")
                                .header(
                                        "Access-Control-Request-Headers",
                                        "authorization,content-type,idempotency-key")
                                .build())
                .header("Access-Control-Allow-Origin");
    }
}
