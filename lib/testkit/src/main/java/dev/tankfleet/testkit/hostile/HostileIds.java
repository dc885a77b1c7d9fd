package dev.tankfleet.testkit.hostile;

import java.util.List;
import java.util.Random;

/**
 * Texts in the place of an id that would steer a subject of NATS if one of them got through:
 * separators, wildcards, system names, line ends of the protocol, look-alikes of the dot, long
 * ones, empty tokens, and lawful prefixes that go wrong at the end. None of them is an id. Owned by
 * one thread; the same seed gives the same texts.
 */
public final class HostileIds {
    /** How many ids the long form asks for; unset, each test has a number of its own. */
    private static final String COUNT = "long.hostile-ids";

    private static final int LONG_CHARS = 4_096;
    private static final int ID_CHARS_MAX = 64;
    private static final int KINDS = 10;
    private static final int PIECES_MAX = 4;

    private static final String ID_CHARS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

    /** What makes a text hostile; each of them breaks the rule for ids by itself. */
    private static final List<String> STINGS =
            List.of(
                    ".",
                    "*",
                    ">",
                    "..",
                    ".*",
                    ".>",
                    "*.",
                    " ",
                    "\t",
                    "\r",
                    "\n",
                    "\r\n",
                    "\0",
                    "\u007f",
                    "$SYS",
                    "$SYS.REQ.SERVER.PING",
                    "$JS.API.STREAM.DELETE.RESULTS_eu",
                    "$JS.ACK.x",
                    "_R_.",
                    "_INBOX.gateway.g1.x",
                    "\u3002",
                    "\uff0e",
                    "\u2024",
                    "\u2219",
                    "\u00b7",
                    "\u200b",
                    "\ufeff",
                    "\u00a0",
                    "\u0430",
                    "\ud800",
                    "\ud83d\ude80",
                    "/",
                    "\\",
                    "%2e",
                    "{self}",
                    "$",
                    "\"",
                    "'",
                    ":",
                    ",",
                    "<",
                    "|",
                    "&",
                    "#",
                    "=",
                    "+");

    /** Whole lines of the protocol behind a line end. */
    private static final List<String> LINES =
            List.of(
                    "\r\nPUB server.status 0\r\n\r\n",
                    "\r\nPUB other 1\r\nx\r\n",
                    "\r\nSUB > 99\r\n",
                    "\nPUB match.m1.state.g1 0\r\n\r\n",
                    " 0\r\n\r\nPUB server.command.s1 0\r\n\r\n",
                    " reply.to.me 0\r\n",
                    "\r\nUNSUB 1\r\n",
                    "\r\n+OK\r\n-ERR 'x'\r\n");

    /** Whole subjects of others. */
    private static final List<String> SUBJECTS =
            List.of(
                    "m1.state.g1",
                    "x.join",
                    "s1.x",
                    "*.state.*",
                    "eu.server.command.s1",
                    "r.us.server.status",
                    "../server.status",
                    "m1.input.server.status",
                    "match.result",
                    "matchmaker.reserved");

    private final Random random;

    /** A source of ids. */
    public HostileIds(long seed) {
        this.random = new Random(seed);
    }

    /** How many ids to try: {@code -D}{@value #COUNT}, or the test's own number. */
    public static int count(int ordinary) {
        return Integer.getInteger(COUNT, ordinary);
    }

    /** The next text. */
    public String next() {
        return switch (random.nextInt(KINDS)) {
            case 0 -> pick(STINGS);
            case 1 -> lawful(1 + random.nextInt(20)) + pick(STINGS);
            case 2 -> pick(STINGS) + lawful(1 + random.nextInt(20));
            case 3 ->
                    lawful(1 + random.nextInt(20)) + pick(STINGS) + lawful(1 + random.nextInt(20));
            case 4 -> pick(SUBJECTS);
            case 5 -> lawful(random.nextInt(10)) + pick(LINES) + lawful(random.nextInt(10));
            case 6 -> mixed();
            case 7 -> lawful(ID_CHARS_MAX + 1 + random.nextInt(200));
            case 8 -> lawful(LONG_CHARS / 2) + pick(STINGS) + lawful(LONG_CHARS / 2);
            default -> random.nextInt(20) == 0 ? "" : lawful(3) + randomSting();
        };
    }

    private String mixed() {
        var text = new StringBuilder();
        int pieces = 1 + random.nextInt(PIECES_MAX);
        for (int i = 0; i < pieces; i++) {
            text.append(lawful(random.nextInt(6))).append(pick(STINGS));
        }
        return text.toString();
    }

    /** Any one character that no id may have. */
    private String randomSting() {
        char c;
        do {
            c = (char) random.nextInt(Character.MAX_VALUE + 1);
        } while (ID_CHARS.indexOf(c) >= 0);
        return String.valueOf(c);
    }

    private String lawful(int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ID_CHARS.charAt(random.nextInt(ID_CHARS.length())));
        }
        return text.toString();
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
