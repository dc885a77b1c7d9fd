package dev.tankfleet.service.postgres;

import org.flywaydb.core.Flyway;

import java.time.Duration;

/** Brings the tables of a service up to date. Stateless; called once, before the service starts. */
public final class Schema {
    private static final Duration STATEMENT_MAX = Duration.ofMinutes(1);

    private Schema() {}

    /**
     * Migrates the schema of the service's name by the scripts in {@code db/{service}}; blocking.
     *
     * @param owner class whose class path has the scripts
     * @throws RuntimeException if the database is away, or its schema is not ours
     */
    public static void migrate(Class<?> owner, String service, DatabaseConfig config) {
        Flyway.configure(owner.getClassLoader())
                .dataSource(RotatingDataSource.of(config, service, STATEMENT_MAX))
                .schemas(service)
                .table("flyway_history")
                .locations("classpath:db/" + service)
                .load()
                .migrate();
    }
}
