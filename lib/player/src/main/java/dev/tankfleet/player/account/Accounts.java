package dev.tankfleet.player.account;

import dev.tankfleet.player.http.Api;
import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.MalformedBody;

import java.net.URI;
import java.net.http.HttpClient;

/**
 * Registers, logs in and comes as a guest. Immutable; every thread may call it, and each call
 * blocks until its answer.
 */
public final class Accounts {
    private static final int TOKEN_LENGTH_MAX = 4_096;
    private static final int BUSY = 503;

    private final Api auth;

    /** Talks to the {@code auth} at an address, over a client that the caller owns. */
    public Accounts(HttpClient http, URI auth) {
        this.auth = new Api(http, auth);
    }

    /** Makes an account. */
    public void register(String username, String password) {
        var body = Json.object().put("username", username).put("password", password);
        expect(auth.post("/auth/register", body, null), 201, "register");
    }

    /** Opens an account. */
    public Account login(String username, String password) {
        var body = Json.object().put("username", username).put("password", password);
        return account(expect(auth.post("/auth/login", body, null), 200, "login"));
    }

    /** Comes without a name. */
    public Account guest() {
        return account(expect(auth.post("/auth/guest", Json.object(), null), 201, "guest"));
    }

    /** Spends the refresh token for a new pair. */
    public Account refresh(Account old) {
        var body = Json.object().put("refresh_token", old.refreshToken());
        return account(expect(auth.post("/auth/refresh", body, null), 200, "refresh"));
    }

    private static Api.Answer expect(Api.Answer answer, int status, String what) {
        if (answer.status() != status) {
            throw new AccountRefused(
                    what + ": HTTP " + answer.status() + " " + answer.problemCode(),
                    answer.status());
        }
        return answer;
    }

    private static Account account(Api.Answer answer) {
        try {
            var json = answer.json();
            return new Account(
                    json.id("user_id"),
                    json.text("access_token", TOKEN_LENGTH_MAX),
                    json.text("refresh_token", TOKEN_LENGTH_MAX));
        } catch (MalformedBody e) {
            throw new AccountRefused(
                    "answer without an account: " + e.getMessage(), answer.status());
        }
    }

    /** {@code auth} said no. */
    public static final class AccountRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        AccountRefused(String message, int status) {
            super(message);
            this.status = status;
        }

        /** Whether the same call may succeed in a moment. */
        public boolean isForNow() {
            return status == BUSY;
        }
    }
}
