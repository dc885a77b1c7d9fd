package dev.tankfleet.matchmaker.database.postgres;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;
import dev.tankfleet.process.config.Secret;

/**
 * Where the PostgreSQL of this service is. Its tables live in the schema {@code matchmaker} of that
 * database.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param user role that owns the schema, or may create it
 * @param password of that role, empty if it needs none
 * @param connectionsMax connections of this process, 1 to 100
 */
public record DatabaseConfig(
        String url,
        @Default("matchmaker") String user,
        @Default("") Secret password,
        @Default("8") int connectionsMax) {
    private static final String URL_START = "jdbc:postgresql:";
    private static final int CONNECTIONS_MOST = 100;

    /** Checks each rule. */
    public DatabaseConfig {
        Check.that(url.startsWith(URL_START), "url", url, URL_START + "//host:port/database");
        Check.that(!user.isBlank(), "user", user, "not blank");
        Check.that(
                connectionsMax >= 1 && connectionsMax <= CONNECTIONS_MOST,
                "connectionsMax",
                connectionsMax,
                "1 to 100");
    }

    /** The address with a deadline on everything: connecting, a statement, an answer. In s. */
    String urlWithDeadlines(int statementMax) {
        return url
                + (url.contains("?") ? "&" : "?")
                + "ApplicationName=tankfleet-matchmaker&connectTimeout=2&loginTimeout=4"
                + "&tcpKeepAlive=true&socketTimeout="
                + (statementMax + 2)
                + "&options=-c%20statement_timeout%3D"
                + statementMax
                + "s";
    }
}
