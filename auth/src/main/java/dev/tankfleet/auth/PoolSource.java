package dev.tankfleet.auth;

import dev.tankfleet.service.postgres.RotatingDataSource;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;

import jakarta.inject.Singleton;

/**
 * Has the container's pool open its connections through ours, which reads the password anew each
 * time. Called once per context, before the pool is made.
 */
@Singleton
final class PoolSource implements BeanCreatedEventListener<DatasourceConfiguration> {
    private final AuthConfig config;

    PoolSource(AuthConfig config) {
        this.config = config;
    }

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        var pool = event.getBean();
        pool.setDataSource(
                RotatingDataSource.of(
                        config.database(), AuthService.NAME, AuthService.STATEMENT_MAX));
        return pool;
    }
}
