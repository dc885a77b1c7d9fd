package dev.tankfleet.backup.postgres;

import dev.tankfleet.process.config.Check;
import dev.tankfleet.process.config.Default;
import dev.tankfleet.process.config.RotatingSecret;

import java.time.Duration;
import java.util.Locale;

/**
 * The PostgreSQL server that is copied.
 *
 * @param host where it is
 * @param port its port, 1 to 65,535
 * @param user with REPLICATION, and a member of {@code pg_read_all_data}
 * @param password of the user
 * @param database any that the user may connect to first
 * @param tls {@code disable}, {@code prefer}, {@code require} or {@code verify-full}
 * @param backupMax longest time for a base backup, more than zero
 */
public record PostgresConfig(
        String host,
        @Default("5432") int port,
        String user,
        RotatingSecret password,
        @Default("postgres") String database,
        @Default("prefer") Tls tls,
        @Default("4h") Duration backupMax) {
    private static final int PORT_MAX = 65_535;

    public PostgresConfig {
        Check.that(!host.isBlank(), "host", host, "a host name or address");
        Check.that(port >= 1 && port <= PORT_MAX, "port", port, "1 to " + PORT_MAX);
        Check.that(!user.isBlank(), "user", user, "a user of the server");
        Check.that(!database.isBlank(), "database", database, "a database of the server");
        Check.that(backupMax.isPositive(), "backupMax", backupMax, "> 0");
    }

    /** How a connection is kept secret. */
    public enum Tls {
        DISABLE,
        PREFER,
        REQUIRE,
        VERIFY_FULL;

        /** As libpq and the driver write it. */
        public String mode() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
