package dev.tankfleet.service.postgres;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;
import dev.tankfleet.process.config.RotatingSecret;
import dev.tankfleet.process.config.Secret;

import java.time.Duration;

/**
 * Where the PostgreSQL of a service is. Its tables live in a schema of the service's name.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param user role that owns the schema, or may create it
 * @param password of that role, empty if it needs none; read anew for each connection
 * @param connectionsMax connections of this process, 1 to 100
 */
public record DatabaseConfig(
        String url,
        String user,
        @Default("") RotatingSecret password,
        @Default("8") int connectionsMax) {
    private static final String URL_START = "jdbc:postgresql:";
    private static final int CONNECTIONS_MOST = 100;

    /** Beyond the statement's own deadline: the answer has to come back, too. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);

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

    /** With a password that stays. */
    public DatabaseConfig(String url, String user, Secret password, int connectionsMax) {
        this(url, user, RotatingSecret.of(password), connectionsMax);
    }

    /**
     * The address with a deadline on everything: connecting, one statement, one answer.
     *
     * @param service shown to the database's operator
     * @param statementMax longest statement, whole seconds
     */
    public String urlWithDeadlines(String service, Duration statementMax) {
        return url
                + (url.contains("?") ? "&" : "?")
                + "ApplicationName=tankfleet-"
                + service
                + "&connectTimeout=2&loginTimeout=4&tcpKeepAlive=true&socketTimeout="
                + statementMax.plus(ANSWER_MAX).toSeconds()
                + "&options=-c%20statement_timeout%3D"
                + statementMax.toSeconds()
                + "s";
    }
}
