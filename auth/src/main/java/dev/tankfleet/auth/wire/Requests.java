package dev.tankfleet.auth.wire;

import dev.tankfleet.proto.json.Json;
import dev.tankfleet.proto.json.MalformedBody;

/** The bodies that clients send, read strictly. */
final class Requests {
    /** Far above what any rule allows, so that the rule answers and not the reader. */
    private static final int TEXT_MAX = 1024;

    private static final int BODY_BYTES_MAX = 64 * 1024;

    private Requests() {}

    /**
     * Name and password.
     *
     * @param username as sent
     * @param password as sent
     */
    record Credentials(String username, String password) {
        static Credentials read(byte[] body) throws MalformedBody {
            var fields = Json.read(body, BODY_BYTES_MAX);
            return new Credentials(
                    fields.text("username", TEXT_MAX), fields.text("password", TEXT_MAX));
        }

        /** Hides the password. */
        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }

    /** Reads the refresh token out of a body. */
    static String refreshToken(byte[] body) throws MalformedBody {
        return Json.read(body, BODY_BYTES_MAX).text("refresh_token", TEXT_MAX);
    }
}
