package dev.tankfleet.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.sql.DriverManager;
import java.sql.SQLException;

final class TestPostgresIT {
    @Test
    void givesEachCallerAnEmptyDatabaseOfItsOwn() throws SQLException {
        var first = TestPostgres.freshDatabase();
        var second = TestPostgres.freshDatabase();
        try (var connection = first.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table ticket (id int)");
        }

        assertThat(tables(first)).isEqualTo(1);
        assertThat(tables(second)).isZero();
    }

    private static int tables(TestDatabase database) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var result =
                        statement.executeQuery(
                                "select count(*) from information_schema.tables"
                                        + " where table_schema = 'public'")) {
            result.next();
            return result.getInt(1);
        }
    }
}
