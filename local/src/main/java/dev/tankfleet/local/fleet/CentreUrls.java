package dev.tankfleet.local.fleet;

import java.net.URI;
import java.util.List;

/**
 * Where a fleet's centre is reached from this machine.
 *
 * @param authPort port of auth
 * @param matchmakerPort port of the matchmaker, and of the page
 */
public record CentreUrls(int authPort, int matchmakerPort) {
    /** What a person opens. */
    public URI page() {
        return URI.create("http://localhost:" + matchmakerPort);
    }

    /** Accounts. */
    public URI auth() {
        return URI.create("http://127.0.0.1:" + authPort);
    }

    /** Matches. */
    public URI matchmaker() {
        return URI.create("http://127.0.0.1:" + matchmakerPort);
    }

    /** Origins whose pages may call: a person may type either name of this machine. */
    public List<String> origins() {
        return List.of(page().toString(), matchmaker().toString());
    }
}
