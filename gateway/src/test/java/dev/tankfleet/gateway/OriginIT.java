package dev.tankfleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.gateway.connection.ConnectionLimits;
import dev.tankfleet.gateway.region.RawSocket;
import dev.tankfleet.gateway.region.TestRegion;
import dev.tankfleet.gateway.wire.WireLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A page of another site in its visitor's browser, with his cookies: no spelling of the allowed
 * origin but its own opens a socket. All forms, over real sockets.
 */
final class OriginIT {
    private static final int FORMS_MIN = 200;
    private static final String HOST = "play.example";
    private static final String COOKIE = "Cookie: session=0123456789abcdef; theme=dark";

    /** In the place of the whole origin. */
    private static final List<String> WHOLE =
            List.of(
                    "null",
                    "NULL",
                    "*",
                    "undefined",
                    "about:blank",
                    "file://",
                    "data:,x",
                    "blob:" + TestRegion.ORIGIN,
                    "//" + HOST,
                    HOST,
                    "https",
                    "https:",
                    "https://",
                    "https:" + HOST,
                    "https:/" + HOST,
                    "https:///" + HOST,
                    "https:\\\\" + HOST);

    /** In the place of the scheme. */
    private static final List<String> SCHEMES =
            List.of(
                    "http",
                    "HTTPS",
                    "Https",
                    "hTTPS",
                    "httpS",
                    "https ",
                    "ws",
                    "wss",
                    "ftp",
                    "file",
                    "chrome-extension",
                    "moz-extension",
                    "capacitor",
                    "httpss",
                    "xhttps",
                    "javascript");

    /** Behind the allowed origin. */
    private static final List<String> BEHIND =
            List.of(
                    "/",
                    "//",
                    "/index.html",
                    "?",
                    "?a=b",
                    "#",
                    "#x",
                    ".",
                    "..",
                    ":",
                    ":0",
                    ":80",
                    ":443",
                    ":0443",
                    ":8443",
                    ":65536",
                    ":99999",
                    ":443/",
                    " x",
                    "\tx",
                    ",",
                    ";",
                    "%00",
                    "%2e",
                    "%20",
                    "\\",
                    "\"",
                    "'",
                    "@evil.example",
                    ".evil.example",
                    "-evil.example",
                    "evil.example",
                    ".example",
                    "s",
                    "\u00e9",
                    "\u200b",
                    "\u3002",
                    "\u0000",
                    ", " + TestRegion.ORIGIN,
                    " " + TestRegion.ORIGIN,
                    "," + TestRegion.ORIGIN,
                    "|x",
                    "^",
                    "~",
                    "!",
                    "$",
                    "&",
                    "*",
                    "+",
                    "=",
                    "[]",
                    "{}",
                    "<",
                    ">",
                    "`");

    /** Between the scheme and the allowed host. */
    private static final List<String> BEFORE =
            List.of(
                    "www.",
                    "evil",
                    "evil.",
                    "x-",
                    ".",
                    "-",
                    "_",
                    "*.",
                    "user@",
                    "user:pass@",
                    "evil.example@",
                    "evil.example/",
                    "evil.example#",
                    "evil.example?",
                    "evil.example\\",
                    "[",
                    "%70",
                    "xn--",
                    "\u0440",
                    "\u200b",
                    "0",
                    "a:b@",
                    "evil.example:443@",
                    "evil.example%00.",
                    "evil.example&",
                    "evil.example;");

    /** In the place of the host. */
    private static final List<String> HOSTS =
            List.of(
                    "PLAY.EXAMPLE",
                    "Play.Example",
                    "play\u3002example",
                    "play\uff0eexample",
                    "play\uff61example",
                    "play-example",
                    "play.exampl\u0435",
                    "pl\u0430y.example",
                    "xn--ply-5cd.example",
                    "xn--pay-0na.example",
                    "127.0.0.1",
                    "[::1]",
                    "[::ffff:127.0.0.1]",
                    "localhost",
                    "0",
                    "2130706433",
                    "0x7f000001",
                    "play.example.localhost",
                    "play.examplecom");

    private TestRegion region;

    @BeforeEach
    void startRegion() throws IOException {
        var limits = new WireLimits(1_000, 10_000, 10_000, Duration.ofSeconds(5), 1);
        region = TestRegion.start(ConnectionLimits.defaults(), limits);
    }

    @AfterEach
    void closeRegion() {
        region.close();
    }

    @Test
    void opensNoSocketForAnyOtherSpellingOfTheOrigin() throws IOException {
        var forms = forms();
        var upgraded = new ArrayList<String>();
        for (var form : forms) {
            if (isUpgraded(form)) {
                upgraded.add(String.join(" | ", form));
            }
        }

        assertThat(upgraded).isEmpty();
        assertThat(forms).hasSizeGreaterThanOrEqualTo(FORMS_MIN);
        assertThat(region.count("gateway.wire.requests", "answer", "upgraded")).isZero();
        assertThat(isUpgraded(List.of("Origin: " + TestRegion.ORIGIN))).isTrue();
        assertThat(region.count("gateway.wire.requests", "answer", "upgraded")).isEqualTo(1);
    }

    private boolean isUpgraded(List<String> originLines) throws IOException {
        var lines = new ArrayList<>(originLines);
        lines.add(COOKIE);
        try (var raw = RawSocket.open(region.gateway().port())) {
            var head =
                    raw.request(
                            "GET / HTTP/1.1",
                            RawSocket.upgradeHeaders(lines.toArray(String[]::new)));
            assertThat(head).matches("(?s)HTTP/1.1 (101|400|403) .*");
            return head.startsWith("HTTP/1.1 101");
        }
    }

    private static List<List<String>> forms() {
        var forms = new ArrayList<List<String>>();
        for (var value : values()) {
            forms.add(List.of("Origin: " + value));
        }
        var own = "Origin: " + TestRegion.ORIGIN;
        for (var other : List.of(own, "Origin: https://evil.example", "Origin: null", "Origin:")) {
            forms.add(List.of(own, other));
            forms.add(List.of(other, own));
            forms.add(List.of(own, own, other));
            forms.add(List.of(own, "X-Between: 1", other));
            forms.add(List.of(own.toLowerCase(Locale.ROOT), other));
        }
        // A header that a careless reader would not take for an origin at all.
        forms.add(List.of("Origin : https://evil.example"));
        forms.add(List.of("Origin\t: https://evil.example"));
        forms.add(List.of("Orig\0in: https://evil.example"));
        forms.add(List.of("Origin: https://evil.example", "Referer: " + TestRegion.ORIGIN + "/"));
        forms.add(
                List.of("Origin: https://evil.example", "X-Forwarded-Host: " + HOST, "Via: 1.1 x"));
        forms.add(List.of("ORIGIN: https://evil.example"));
        return forms;
    }

    private static Set<String> values() {
        var values = new LinkedHashSet<String>();
        values.add("");
        values.addAll(WHOLE);
        for (var scheme : SCHEMES) {
            values.add(scheme + "://" + HOST);
        }
        for (var behind : BEHIND) {
            values.add(TestRegion.ORIGIN + behind);
        }
        for (var before : BEFORE) {
            values.add("https://" + before + HOST);
        }
        values.addAll(hosts());
        return values;
    }

    /** The host in other letters, numbers and scripts. */
    private static Set<String> hosts() {
        var hosts = new LinkedHashSet<String>();
        for (int i = 0; i < HOST.length(); i++) {
            char c = HOST.charAt(i);
            var before = "https://" + HOST.substring(0, i);
            var after = HOST.substring(i + 1);
            hosts.add(before + after);
            hosts.add(before + c + c + after);
            if (c != '.') {
                hosts.add(before + Character.toUpperCase(c) + after);
                // The same letter at full width, which a browser maps to this one.
                hosts.add(before + (char) (c - 'a' + 0xFF41) + after);
                hosts.add(before + "%" + Integer.toHexString(c) + after);
            }
        }
        for (var host : HOSTS) {
            hosts.add("https://" + host);
        }
        return hosts;
    }
}
