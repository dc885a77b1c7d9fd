package dev.tankfleet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.process.config.Settings;
import dev.tankfleet.service.postgres.Migration;
import dev.tankfleet.testkit.postgres.TestDatabase;
import dev.tankfleet.testkit.postgres.TestPostgres;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The command that a cluster runs before the processes of a new release. */
final class MigrateIT {
    @Test
    void bringsTheTablesUpToDateAndFindsNothingToDoTheSecondTime() throws SQLException {
        var database = TestPostgres.freshDatabase();
        var settings = Settings.of(environment(database));

        assertThat(Migration.run(Main.class, "auth", settings)).isZero();
        assertThat(Migration.run(Main.class, "auth", settings)).isZero();

        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM auth.flyway_history")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isPositive();
        }
    }

    @Test
    void saysWhetherTheEnvironmentOrTheDatabaseIsToBlame() {
        var wrong = new HashMap<>(environment(TestPostgres.freshDatabase()));
        wrong.put("AUTH_DATABASE_USER", "nobody-of-this-name");

        assertThat(Migration.run(Main.class, "auth", Settings.of(Map.of()))).isEqualTo(2);
        assertThat(Migration.run(Main.class, "auth", Settings.of(wrong))).isEqualTo(1);
    }

    @Test
    void isAskedForByOneWordAlone() {
        assertThat(Migration.isAsked(new String[] {"migrate"})).isTrue();
        assertThat(Migration.isAsked(new String[] {})).isFalse();
        assertThat(Migration.isAsked(new String[] {"migrate", "now"})).isFalse();
    }

    private static Map<String, String> environment(TestDatabase database) {
        return Map.of(
                "AUTH_DATABASE_URL", database.jdbcUrl(),
                "AUTH_DATABASE_USER", database.user(),
                "AUTH_DATABASE_PASSWORD", database.password());
    }
}
