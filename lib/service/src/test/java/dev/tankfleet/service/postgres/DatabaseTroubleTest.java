package dev.tankfleet.service.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tankfleet.process.config.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

final class DatabaseTroubleTest {
    @ParameterizedTest
    @CsvSource({
        "08006, true", // the connection broke
        "25006, true", // a standby may only be read
        "40001, true", // a conflict with another transaction
        "53300, true", // too many connections
        "55P03, true", // the lock is taken
        "57P01, true", // an operator stopped it
        "58030, true", // its disk
        "XX000, true", // itself
        "23505, false", // a row is there twice
        "42601, false", // a mistake in a statement
        "22001, false" // a text too long
    })
    void knowsWhatPasses(String state, boolean passes) {
        assertThat(DatabaseTrouble.passes(new IllegalStateException(new SQLException("x", state))))
                .isEqualTo(passes);
    }

    @Test
    void believesTheDriverThatSaysTransient() {
        assertThat(DatabaseTrouble.passes(new SQLTransientConnectionException("pool"))).isTrue();
        assertThat(DatabaseTrouble.passes(new IllegalStateException("no database at all")))
                .isFalse();
    }

    @Test
    void knowsThatWhoIsInterruptedMayAskAgain() {
        var interrupted = new SQLException("pool", new InterruptedException());

        assertThat(DatabaseTrouble.passes(interrupted)).isTrue();
    }

    @Test
    void putsADeadlineOnEverything() {
        var config = new DatabaseConfig("jdbc:postgresql://db/x", "me", Secret.of(""), 8);

        assertThat(config.urlWithDeadlines("auth", Duration.ofSeconds(3)))
                .isEqualTo(
                        "jdbc:postgresql://db/x?ApplicationName=tankfleet-auth&connectTimeout=2"
                                + "&loginTimeout=4&tcpKeepAlive=true&socketTimeout=5"
                                + "&options=-c%20statement_timeout%3D3s");
    }
}
