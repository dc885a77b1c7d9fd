package dev.tankfleet.testkit.postgres;

import javax.sql.DataSource;

/**
 * An empty database of the test server.
 *
 * @param name its name
 * @param jdbcUrl where it is, without user and password
 * @param user owner of the database
 * @param password password of the owner
 * @param dataSource connections to it, not pooled
 */
public record TestDatabase(
        String name, String jdbcUrl, String user, String password, DataSource dataSource) {}
